import Glibc
import Tensors
import Testing

@testable import Graphs

@Suite struct GradientTests {
  /// Every gradient rule against central differences of the oracle, in double precision.
  ///
  /// The value is weighted by random numbers before it is summed, so that no part of a rule may
  /// hide behind an upstream derivative of 1.
  @Test(arguments: GradientCase.battery) func agreesWithFiniteDifferences(_ test: GradientCase)
    throws
  {
    for seed in UInt64(1)...6 {
      var operands = Operands(draw: Draw(seed: seed))
      let value = try test.build(&operands)
      let loss = try sum(value * operands.fixed(value.shape, 0.5...2))
      let analytic = try Evaluator().evaluate(
        gradients(of: loss, withRespectTo: operands.parameters), feeding: operands.bindings)
      for (parameter, gradient) in zip(operands.parameters, analytic) {
        #expect(gradient.shape == parameter.shape, "\(test.name), seed \(seed)")
        for index in gradient.values.indices {
          let numeric = try difference(loss, parameter, index, operands.bindings)
          let error = abs(numeric - gradient.values[index]) / max(1, abs(numeric))
          #expect(
            error < 2e-6,
            """
            \(test.name), seed \(seed), \(parameter) element \(index): \
            analytic \(gradient.values[index]), numeric \(numeric)
            """)
        }
      }
    }
  }

  /// Fourth-order central difference: error of order h⁴ at a step h of 1e-3.
  private func difference(
    _ loss: Expression, _ parameter: Expression, _ index: Int, _ bindings: Bindings
  ) throws -> Double {
    let name = try #require(parameter.node.name)
    let h = 1e-3
    func value(_ offset: Double) throws -> Double {
      var moved = bindings
      moved.values[name]?.values[index] += offset
      return try Evaluator().evaluate(loss, feeding: moved).values[0]
    }
    return try (8 * (value(h) - value(-h)) - (value(2 * h) - value(-2 * h))) / (12 * h)
  }

  /// A row nobody tests may rot: the battery's graphs and their gradients reach the whole table.
  @Test func batteryReachesEveryPrimitive() throws {
    var seen: Set<ObjectIdentifier> = [
      ObjectIdentifier(Primitive.input), ObjectIdentifier(Primitive.scalar),
      ObjectIdentifier(Primitive.state), ObjectIdentifier(Primitive.copying),
      ObjectIdentifier(Primitive.lossesBesideGradient),
    ]
    for test in GradientCase.battery {
      var operands = Operands(draw: Draw(seed: 1))
      let loss = try sum(test.build(&operands))
      let all = try gradients(of: loss, withRespectTo: operands.parameters) + [loss]
      for node in topologicalOrder(all.map(\.node)) {
        seen.insert(ObjectIdentifier(node.primitive))
      }
    }
    for primitive in Primitive.table where !seen.contains(ObjectIdentifier(primitive)) {
      Issue.record("no case of the battery reaches \(primitive.name)")
    }
  }

  @Test func conventionsAtKinks() throws {
    let x = Expression.parameter("x", [3])
    let bindings = Bindings(values: ["x": DoubleArray(shape: [3], values: [0, 0, 0])])
    func derivative(_ y: Expression) throws -> [Double] {
      let all = try gradients(of: sum(y), withRespectTo: [x])
      return try Evaluator().evaluate(all[0], feeding: bindings).values
    }
    #expect(try derivative(relu(x)) == [0, 0, 0])
    #expect(try derivative(abs(x)) == [0, 0, 0])
    #expect(try derivative(maximum(x, 0)) == [0.5, 0.5, 0.5])
    #expect(try derivative(minimum(x, 0)) == [0.5, 0.5, 0.5])
    #expect(try derivative(rowMaximum(x)) == [1.0 / 3, 1.0 / 3, 1.0 / 3])
    #expect(try derivative(floor(x)) == [0, 0, 0])
    // Vertical tangents: 0 instead of an infinite slope.
    #expect(try derivative(sqrt(x)) == [0, 0, 0])
    #expect(try derivative(sqrt(square(x))) == [0, 0, 0])
    #expect(try derivative(power(x, 0.3)) == [0, 0, 0])
    #expect(try derivative(asin(x + 1)) == [0, 0, 0])
    #expect(try derivative(acos(x - 1)) == [0, 0, 0])
    // A pole keeps its infinite slope.
    #expect(try derivative(log(x)) == [.infinity, .infinity, .infinity])
  }

  @Test func secondDerivativeOfComposedFunctions() throws {
    let x = Expression.parameter("x", [])
    let first = try gradients(of: power(x, 3) + exp(2 * x), withRespectTo: [x])[0]
    let second = try gradients(of: first, withRespectTo: [x])[0]
    let value = try Evaluator().evaluate(
      second, feeding: Bindings(values: ["x": DoubleArray(0.5)]))
    // 6x + 4 exp(2x) by hand
    #expect(abs(value.values[0] - (3 + 4 * Glibc.exp(1.0))) < 1e-12)
  }

  @Test func fusedLossRefusesSecondDerivative() throws {
    let x = Expression.parameter("x", [2, 3])
    let loss = try sum(softmaxCrossEntropy(x, indices: .indices("y", rows: 2)))
    let first = try gradients(of: loss, withRespectTo: [x])[0]
    #expect(throws: GraphError.noSecondDerivative(operation: "softmaxCrossEntropyGradient")) {
      try gradients(of: sum(square(first)), withRespectTo: [x])
    }
  }

  @Test func gradientNeedsANumber() throws {
    let x = Expression.parameter("x", [2])
    #expect(throws: GraphError.gradientOfNonScalar(shape: [2])) {
      try gradients(of: x, withRespectTo: [x])
    }
    let y = Expression.indices("y", rows: 2)
    #expect(throws: GraphError.gradientWithRespectToIndices(name: "y")) {
      try gradients(of: sum(x), withRespectTo: [y])
    }
  }

  @Test func irrelevantParametersGetZeros() throws {
    let (x, z) = (Expression.parameter("x", [2]), Expression.parameter("z", [4]))
    let zero = try gradients(of: sum(x), withRespectTo: [z])[0]
    #expect(zero.shape == [4])
    #expect(zero.constantValue == 0)
  }
}
