import Glibc
import Tensors
import Testing

@testable import Graphs

/// A logarithm as a formula has it, and where it is plain double precision can still tell its value.
private struct StableCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let build: @Sendable (Expression) throws -> Expression
  let plain: @Sendable (Double) -> Double

  init(
    _ name: String, _ build: @escaping @Sendable (Expression) throws -> Expression,
    _ plain: @escaping @Sendable (Double) -> Double
  ) {
    testDescription = name
    self.build = build
    self.plain = plain
  }

  static let all = [
    StableCase("log exp", { try log(exp($0)) }) { $0 },
    StableCase("log cosh", { try log(cosh($0)) }) { Glibc.log(Glibc.cosh($0)) },
    StableCase("log of half the sum", { try log((exp($0) + exp(-$0)) / 2) }) {
      Glibc.log(Glibc.cosh($0))
    },
    StableCase("log of a multiple", { try log(3 * sigmoid($0)) }) {
      Glibc.log(3 / (1 + Glibc.exp(-$0)))
    },
    StableCase("log sigmoid", { try log(sigmoid($0)) }) { -Glibc.log1p(Glibc.exp(-$0)) },
    StableCase("log of the other side", { try log(1 - sigmoid($0)) }) {
      -Glibc.log1p(Glibc.exp($0))
    },
    StableCase("log1p", { try log1p(exp($0)) }) { Glibc.log1p(Glibc.exp($0)) },
    StableCase("log1p of the other side", { try log1p(-sigmoid($0)) }) {
      -Glibc.log1p(Glibc.exp($0))
    },
    StableCase("log(1 + exp)", { try log(1 + exp($0)) }) { Glibc.log1p(Glibc.exp($0)) },
    StableCase("log(1 + x²)", { try log(square($0) + 1) }) { Glibc.log1p($0 * $0) },
  ]
}

@Suite struct StableForms {
  @Test(arguments: StableCase.all) fileprivate func agreesWherePlainFormWorks(_ test: StableCase)
    throws
  {
    let x = Expression.parameter("x", [5])
    let values = [-20, -1.5, 0.25, 1, 20]
    let bindings = Bindings(values: ["x": DoubleArray(shape: [5], values: values)])
    let found = try Evaluator().evaluate(test.build(x), feeding: bindings).values
    for (value, found) in zip(values, found) {
      #expect(abs(found - test.plain(value)) < 1e-12 * max(1, abs(found)), "at \(value)")
    }
  }

  @Test(arguments: StableCase.all) fileprivate func isFiniteFarOut(_ test: StableCase) throws {
    let x = Expression.parameter("x", [4])
    let y = try test.build(x)
    let slope = try gradients(of: sum(y), withRespectTo: [x])[0]
    let bindings = Bindings(
      values: ["x": DoubleArray(shape: [4], values: [-1e4, -800, 800, 1e4])])
    for result in try Evaluator().evaluate([y, slope], feeding: bindings) {
      let isFinite = result.values.allSatisfy(\.isFinite)
      #expect(isFinite, "\(result.values)")
    }
  }

  @Test func rowsOfExponentials() throws {
    let x = Expression.parameter("x", [1, 3])
    #expect(try log(softmax(x)).node.primitive !== Primitive.naturalLogarithm)
    #expect(
      try log(sum(exp(x), axis: 1)).node.primitive === Primitive.logarithmOfSumOfExponentials)
    #expect(try log(sum(exp(x), axis: 0)).node.primitive === Primitive.naturalLogarithm)
  }

  @Test func nothingTimesLogOfNothing() throws {
    let a = Expression.parameter("a", [4])
    let b = Expression.parameter("b", [4])
    let y = try xlogy(a, b)
    let slopes = try gradients(of: sum(y), withRespectTo: [a, b])
    let bindings = Bindings(values: [
      "a": DoubleArray(shape: [4], values: [0, 0, 2, 0]),
      "b": DoubleArray(shape: [4], values: [0, 3, 3, -1]),
    ])
    let found = try Evaluator().evaluate([y] + slopes, feeding: bindings).map(\.values)
    #expect(found[0] == [0, 0, 2 * Glibc.log(3), 0])
    #expect(found[1] == [0, Glibc.log(3), Glibc.log(3), 0])
    #expect(found[2] == [0, 0, 2.0 / 3, 0])
  }
}

@Suite struct Gates {
  /// The branch not taken has infinite slopes; without a gate they would come through as 0 · ∞.
  @Test func keepInfiniteSlopesOfBranchesNotTakenAway() throws {
    let x = Expression.parameter("x", [3])
    let isInside = try greater(x, 0)
    func slope(_ branch: Expression) throws -> [Double] {
      let y = try `where`(isInside, log(branch), 0)
      let bindings = Bindings(
        values: ["x": DoubleArray(shape: [3], values: [2, 0, -1])])
      return try Evaluator().evaluate(
        gradients(of: sum(y), withRespectTo: [x])[0], feeding: bindings
      ).values
    }
    let open = try slope(x)
    #expect(open[1].isNaN)
    #expect(try slope(gated(x, by: isInside)) == [0.5, 0, 0])
  }

  @Test func leaveNoTraceInAPlan() throws {
    let x = Expression.input("x", [4])
    let plain = try square(x) + 1
    let gatedForm = try square(gated(x, by: greater(x, 0))) + 1
    let nodes = removingGates([plain.node, gatedForm.node])
    let shared = sharingSubexpressions(nodes, leavesOnly: false)
    #expect(shared[0] === shared[1])
  }
}
