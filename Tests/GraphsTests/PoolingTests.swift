import Glibc
import Tensors
import Testing

@testable import Graphs

extension ReferencePooling {
  /// Down or across.
  fileprivate func axis(_ number: Int) -> WindowAxis {
    WindowAxis(
      size: size[number], stride: stride[number], before: padding[number],
      after: padding[2 + number])
  }
}

@Suite struct PoolingTests {
  /// The script's sines.
  private func wave(_ shape: Shape, _ frequency: Double, _ phase: Double) -> DoubleArray {
    DoubleArray(
      shape: shape,
      values: (0..<shape.count).map { Glibc.sin(frequency * Double($0) + phase) })
  }

  @Test func referenceIsThere() { #expect(ReferencePooling.all.count == 7) }

  @Test(arguments: ReferencePooling.all)
  func oracleAgreesWithPyTorch(_ test: ReferencePooling) throws {
    let x = Expression.parameter("x", Shape(test.x))
    var values = wave(x.shape, 0.7, 0.1)
    if test.ties { values.values = values.values.map { (4 * $0).rounded(.down) / 4 } }
    for (pool, expected) in [(maxPool, test.maximum), (averagePool, test.mean)] {
      let y = try pool(x, test.axis(0), test.axis(1))
      #expect(y.shape == Shape(expected.shape))
      let upstream = wave(y.shape, 0.9, 0.2)
      let loss = try sum(y * .constant(values: upstream.values, shape: y.shape))
      let slope = try gradients(of: loss, withRespectTo: [x])[0]
      let found = try Evaluator().evaluate([y, slope], feeding: Bindings(values: ["x": values]))
      for (found, expected) in zip(found, [expected.y, expected.dx]) {
        #expect(found.values.count == expected.count)
        for (a, b) in zip(found.values, expected) { #expect(abs(a - b) < 1e-13, "\(test.name)") }
      }
    }
  }

  /// Images of the sizes of real layers, and a few odd ones, with ties, against the oracle.
  @Test(arguments: [
    [0, 3, 3, 2], [1, 1, 1, 1], [1, 9, 9, 16], [3, 8, 7, 1], [2, 6, 6, 32], [5, 4, 5, 17],
    [4, 5, 5, 24], [2, 1, 12, 20], [3, 4, 4, 0],
  ])
  func planAgreesWithTheOracle(_ dimensions: [Int]) throws {
    let shape = Shape(dimensions)
    for seed in UInt64(1)...8 {
      var draw = Draw(seed: seed)
      let options = DrawnPooling(&draw, over: shape, isMaximum: seed.isMultiple(of: 2))
      let x = Expression.parameter("x", shape)
      let y = try options(x)
      let u = Expression.parameter("u", y.shape)
      let slope = try gradients(of: sum(y * u), withRespectTo: [x])[0]
      let second = try gradients(of: sum(slope * .input("v", shape)), withRespectTo: [u])
      var values = draw.array(shape, -1...1)
      values.values = values.values.map { (8 * $0).rounded() / 8 }
      let bindings = Bindings(values: [
        "x": values, "u": draw.array(y.shape, -1...1), "v": draw.array(shape, -1...1),
      ]).rounded
      let wanted = [y, slope] + second
      let expected = try Evaluator().evaluate(wanted, feeding: bindings)
      for threads in 1...3 {
        let found = try run(wanted, bindings, threads)
        for (found, expected) in zip(found, expected) {
          // A few terms, each rounded once in single precision.
          #expect(
            relativeDifference(found, expected) < 1e-6,
            "seed \(seed), \(options), \(threads) threads")
        }
      }
    }
  }

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
    try plan.feed(bindings)
    return try steadily {
      try plan.run()
      return try outputs.map { try plan.output($0.0) }
    }
  }

  /// Not a number wins; the largest of nothing but -infinity is that, and the first place has it.
  @Test func extremesAreCarried() throws {
    let x = Expression.parameter("x", [1, 1, 6, 1])
    let y = try maxPool(
      x, vertical: WindowAxis(size: 1), horizontal: WindowAxis(size: 2, stride: 2))
    let slope = try gradients(of: sum(y), withRespectTo: [x])[0]
    let bindings = Bindings(values: [
      "x": DoubleArray(
        shape: [1, 1, 6, 1], values: [.nan, 1, -.infinity, -.infinity, -2, .infinity])
    ])
    let found = try run([y, slope], bindings, 1)
    #expect(found[0].values[0].isNaN && found[0].values.dropFirst() == [-.infinity, .infinity])
    #expect(found[1].values == [1, 0, 1, 0, 0, 1])
    #expect(try Evaluator().evaluate(slope, feeding: bindings).values == [1, 0, 1, 0, 0, 1])
  }

  /// A rectifier and a bias come after the maximum, with the same values and slopes.
  @Test func whatKeepsTheOrderComesAfterwards() throws {
    let (x, bias) = (Expression.parameter("x", [3, 4, 6, 5]), Expression.parameter("b", [5]))
    let window = WindowAxis(size: 2, stride: 2)
    let before = try relu(addBias(x, bias))
    let pooled = try maxPool(before, vertical: window, horizontal: window)
    let plainly = try Primitive.maximumPooling(
      before,
      attributes: .pooling(
        PoolingGeometry(before.shape, vertical: window, horizontal: window)))
    let kinds = topologicalOrder([pooled.node]).map(\.primitive.name)
    #expect(kinds.last == "relu" && kinds.firstIndex(of: "maximumPooling") == 1, "\(kinds)")
    var draw = Draw(seed: 5)
    let bindings = Bindings(values: [
      "x": draw.array(x.shape, -1...1), "b": draw.array([5], -1...1),
    ])
    let all = try [pooled, plainly].map { y in
      try Evaluator().evaluate(
        [y] + gradients(of: sum(square(y)), withRespectTo: [x, bias]), feeding: bindings)
    }
    #expect(all[0].map(\.shape) == all[1].map(\.shape))
    for (a, b) in zip(all[0].flatMap(\.values), all[1].flatMap(\.values)) {
      #expect(abs(a - b) < 1e-12)
    }
  }

  @Test func mistakesAreNamed() throws {
    let x = Expression.input("x", [2, 5, 4, 6])
    func message(_ window: WindowAxis) -> String {
      do {
        _ = try maxPool(x, vertical: window, horizontal: WindowAxis(size: 1))
        return ""
      } catch { return "\(error)" }
    }
    #expect(message(WindowAxis(size: 5)) == "")
    #expect(
      message(WindowAxis(size: 6))
        == "pooling: size is 6.0, expected at most 5, the length of the axis with its padding")
    #expect(
      message(WindowAxis(size: 2, before: 2))
        == "pooling: padding is 2.0, expected less than the size 2 of the windows")
    #expect(message(WindowAxis(size: 2, dilation: 2)) == "pooling: dilation is 2.0, expected 1")
    #expect(throws: GraphError.self) {
      try averagePool(
        .input("m", [2, 5]), vertical: WindowAxis(size: 1), horizontal: WindowAxis(size: 1))
    }
  }
}
