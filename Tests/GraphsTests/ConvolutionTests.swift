import Glibc
import Tensors
import Testing

@testable import Graphs

extension ReferenceConvolution {
  /// Down or across.
  fileprivate func axis(_ number: Int) -> WindowAxis {
    WindowAxis(
      size: w[2 + number], stride: stride[number], dilation: dilation[number],
      before: padding[number], after: padding[2 + number])
  }
}

@Suite struct ConvolutionTests {
  /// The script's sines.
  private func wave(_ shape: Shape, _ frequency: Double, _ phase: Double) -> DoubleArray {
    DoubleArray(
      shape: shape,
      values: (0..<shape.count).map { Glibc.sin(frequency * Double($0) + phase) })
  }

  @Test func referenceIsThere() { #expect(ReferenceConvolution.all.count == 8) }

  @Test(arguments: ReferenceConvolution.all)
  func oracleAgreesWithPyTorch(_ test: ReferenceConvolution) throws {
    let x = Expression.parameter("x", Shape(test.x))
    let w = Expression.parameter("w", Shape(test.w))
    let y = try convolution(
      x, weight: w, vertical: test.axis(0), horizontal: test.axis(1), groups: test.groups)
    #expect(y.shape == Shape(test.output))
    let upstream = wave(y.shape, 0.9, 0.2)
    let loss = try sum(y * .constant(values: upstream.values, shape: y.shape))
    let slopes = try gradients(of: loss, withRespectTo: [x, w])
    let found = try Evaluator().evaluate(
      [y] + slopes,
      feeding: Bindings(values: ["x": wave(x.shape, 0.7, 0.1), "w": wave(w.shape, 1.3, 0.4)]))
    for (found, expected) in zip(found, [test.y, test.dx, test.dw]) {
      #expect(found.values.count == expected.count)
      for (a, b) in zip(found.values, expected) { #expect(abs(a - b) < 1e-12, "\(test.name)") }
    }
  }

  /// Images of the sizes of real layers, and a few odd ones, against the oracle.
  @Test(arguments: [
    [0, 3, 3, 2], [1, 1, 1, 1], [1, 9, 9, 16], [3, 8, 7, 1], [2, 6, 6, 32], [5, 4, 5, 17],
    [4, 5, 5, 24], [2, 1, 12, 20],
  ])
  func planAgreesWithTheOracle(_ dimensions: [Int]) throws {
    let shape = Shape(dimensions)
    for seed in UInt64(1)...6 {
      var draw = Draw(seed: seed)
      let options = DrawnConvolution(&draw, over: shape, filters: seed.isMultiple(of: 2) ? 17 : 4)
      let (x, w) = (Expression.parameter("x", shape), Expression.parameter("w", options.weight))
      let y = try options(x, w)
      let slopes = try gradients(of: 0.5 * sum(square(y)), withRespectTo: [x, w])
      let bindings = Bindings(values: [
        "x": draw.array(shape, -1...1), "w": draw.array(options.weight, -1...1),
      ]).rounded
      let expected = try Evaluator().evaluate([y] + slopes, feeding: bindings)
      for threads in 1...3 {
        let found = try run([y] + slopes, bindings, threads)
        for (found, expected) in zip(found, expected) {
          // Some hundred terms, each rounded once in single precision.
          #expect(
            relativeDifference(found, expected) < 2e-5,
            "seed \(seed), \(options), \(threads) threads")
        }
      }
    }
  }

  /// The values of some expressions by a plan, the second of two runs.
  private func run(
    _ values: [Expression], _ bindings: Bindings, _ threads: Int
  ) throws -> [Tensor] {
    let store = try ParameterStore(for: values)
    let outputs = values.enumerated().map { ("\($0)", $1) }
    var options = PlanOptions()
    options.threads = threads
    let plan = try Plan(
      outputs: outputs, store: store, pool: WorkerPool(threads: threads), options: options)
    try store.fill(bindings)
    return try steadily {
      try plan.run()
      let first = try outputs.map { try plan.output($0.0) }
      try plan.run()
      let second = try outputs.map { try plan.output($0.0) }
      #expect(first == second, "two runs differ")
      return second
    }
  }

  @Test func planShowsItsConvolutions() throws {
    let (x, w) = (Expression.input("x", [4, 6, 6, 2]), Expression.parameter("w", [3, 2, 3, 3]))
    let y = try convolution(x, weight: w)
    let slope = try gradients(of: sum(square(y)), withRespectTo: [w])[0]
    let plan = try Plan(
      outputs: [("y", y)], updates: [(w, w - 0.1 * slope)],
      store: try ParameterStore(for: [y, slope]))
    let steps = plan.description().steps.filter { $0.kind == .convolution }
    #expect(steps.map(\.subject) == ["x x w", "gradient of w"])
    // Two operations for each of 4 · 4 · 4 · 3 results and 2 · 3 · 3 taps.
    #expect(steps.first?.operations == 2 * 192 * 18)
  }

  @Test func mistakesAreNamed() throws {
    let x = Expression.input("x", [2, 5, 4, 6])
    func message(
      _ weight: Shape, groups: Int = 1, vertical: WindowAxis = WindowAxis(size: 1)
    ) -> String {
      do {
        _ = try convolution(
          x, weight: .parameter("w", weight), vertical: vertical, groups: groups)
        return ""
      } catch { return "\(error)" }
    }
    #expect(message([3, 6, 2, 2]) == "")
    #expect(message([3, 6, 2]).contains("[filters, channels of a group, height, width]"))
    #expect(
      message([3, 5, 2, 2]) == "convolution: shapes [2, 5, 4, 6] and [3, 5, 2, 2] do not fit")
    #expect(
      message([3, 2, 2, 2], groups: 4)
        == "convolution: groups is 4.0, expected a divisor of 6 channels and 3 filters")
    #expect(
      message([3, 6, 6, 1])
        == "convolution: size is 6.0, expected at most 5, the length of the axis with its padding")
    #expect(message([3, 6, 0, 1]).contains("size is 0.0, expected 1 to"))
    #expect(message([3, 6, 2, 2], vertical: WindowAxis(size: 1, stride: 0)).contains("stride"))
    #expect(
      message([3, 6, 2, 2], vertical: WindowAxis(size: 1, dilation: .max)).contains("dilation"))
    #expect(
      message([3, 6, 2, 2], vertical: WindowAxis(size: 1, before: -1)).contains("padding is -1.0"))
    #expect(throws: GraphError.self) {
      try convolution(.input("m", [2, 5]), weight: .parameter("w", [1, 1, 1, 1]))
    }
  }
}
