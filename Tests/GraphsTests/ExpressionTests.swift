import Glibc
import Tensors
import Testing

@testable import Graphs

@Suite struct ExpressionTests {
  private let a = Expression.input("a", [32, 10])
  private let b = Expression.input("b", [32])

  @Test func mismatchNamesBothShapes() throws {
    let error = #expect(throws: GraphError.self) { try square(a - b) }
    #expect(error?.message == "-: shapes [32, 10] and [32] do not fit")
    #expect(
      throws: GraphError.shapeMismatch(operation: "matmul", first: [32, 10], second: [32, 10])
    ) { try matmul(a, a) }
    #expect(throws: GraphError.shapeMismatch(operation: "addBias", first: [32, 10], second: [32])) {
      try addBias(a, b)
    }
    #expect(throws: GraphError.shapeMismatch(operation: "reshape", first: [32, 10], second: [3])) {
      try reshape(a, to: [3])
    }
    #expect(throws: GraphError.shapeMismatch(operation: "pick", first: [32, 10], second: [31])) {
      try pick(a, .indices("y", rows: 31))
    }
  }

  @Test func wrongKindsAndOptionsThrow() throws {
    let y = Expression.indices("y", rows: 32)
    #expect(throws: GraphError.indicesAsNumbers(operation: "*", name: "y")) { try y * 2 }
    #expect(throws: GraphError.numbersAsIndices(operation: "pick", shape: [32])) { try pick(a, b) }
    #expect(throws: GraphError.noSuchAxis(operation: "sum", axis: 2, shape: [32, 10])) {
      try sum(a, axis: 2)
    }
    #expect(throws: GraphError.self) { try mean(a, axis: 5) }
    #expect(throws: GraphError.self) { try dropoutMask(like: a, rate: 1.5, stream: 0) }
    #expect(throws: GraphError.self) { try softmax(.constant(1)) }
    #expect(throws: GraphError.self) {
      try softmaxCrossEntropy(.constant(1), targets: .constant(1))
    }
    #expect(throws: GraphError.self) { try Expression.constant(values: [1, 2], shape: [3]) }
  }

  @Test func neutralElementsVanish() throws {
    #expect(try (a * 1).isIdentical(to: a))
    #expect(try (a + 0).isIdentical(to: a))
    #expect(try (1 * a / 1 - 0).isIdentical(to: a))
    #expect(try (Expression.constant(2) * 3).constantValue == 6)
  }

  @Test func scalarsGoWithEverything() throws {
    let rate = Expression.scalar("rate")
    #expect(try (rate * a).shape == [32, 10])
    #expect(try (a / rate).shape == [32, 10])
  }

  /// A million nested nodes: neither ordering, nor differentiating, nor releasing may recurse.
  @Test func deepGraphsDoNotOverflowTheStack() throws {
    let x = Expression.parameter("x", [])
    var y = x
    for _ in 0..<200_000 { y = try -y }
    let gradient = try gradients(of: y, withRespectTo: [x])[0]
    #expect(gradient.constantValue == 1)
    let value = try Evaluator().evaluate(y, feeding: Bindings(values: ["x": DoubleArray(3)]))
    #expect(value.values == [3])
  }
}

@Suite struct OracleTests {
  @Test func crossEntropyIsStableForHugeLogits() throws {
    let x = Expression.parameter("x", [2, 2])
    let y = Expression.indices("y", rows: 2)
    let rows = try softmaxCrossEntropy(x, indices: y)
    let slope = try gradients(of: sum(rows), withRespectTo: [x])[0]
    let bindings = Bindings(
      values: ["x": DoubleArray(shape: [2, 2], values: [1e4, -1e4, 1e4, -1e4])],
      indices: ["y": [0, 1]])
    let values = try Evaluator().evaluate([rows, slope], feeding: bindings)
    #expect(values[0].values == [0, 2e4])
    #expect(values[1].values == [0, 0, 1, -1])
  }

  @Test func missingAndMisshapenFeedsThrow() throws {
    let x = Expression.input("x", [2])
    #expect(throws: GraphError.notFed(kind: "input", name: "x")) {
      try Evaluator().evaluate(x, feeding: Bindings())
    }
    #expect(throws: GraphError.fedShape(name: "x", expected: [2], found: [])) {
      try Evaluator().evaluate(x, feeding: Bindings(values: ["x": DoubleArray(1)]))
    }
    #expect(throws: GraphError.self) {
      try Evaluator().evaluate(
        oneHot(.indices("y", rows: 1), classes: 3), feeding: Bindings(indices: ["y": [3]]))
    }
  }

  /// Known answers of Random123's kat_vectors for philox4x32-10.
  @Test func philoxMatchesPublishedVectors() {
    let zero = Philox.words(counter: (0, 0, 0, 0), key: (0, 0))
    #expect(zero == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let m = UInt32.max
    let ones = Philox.words(counter: (m, m, m, m), key: (m, m))
    #expect(ones == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    let pi = Philox.words(
      counter: (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), key: (0xa409_3822, 0x299f_31d0)
    )
    #expect(pi == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test func dropoutKeepsItsShare() throws {
    let mask = try dropoutMask(like: .constant(0, shape: [100, 100]), rate: 0.3, stream: 1)
    let values = try Evaluator().evaluate(mask, feeding: Bindings(seed: 5, step: 2)).values
    let dropped = values.filter { $0 == 0 }.count
    // binomial(10000, 0.3): standard deviation 46
    #expect(abs(dropped - 3000) < 230)
    #expect(values.allSatisfy { $0 == 0 || abs($0 - 1 / 0.7) < 1e-12 })
  }
}
