import Tensors
import Testing

@testable import Graphs

/// Every tiny example there is of a number of classes and a blank, in one ragged batch.
struct TinyAlignments: CustomTestStringConvertible {
  static let (time, most) = (4, 3)
  let isTransducer: Bool
  let classes: Int
  let blank: Int
  var testDescription: String {
    "\(isTransducer ? "rnnt" : "ctc") of \(classes) classes, blank \(blank)"
  }

  static let all = [false, true].flatMap { isTransducer in
    (1...3).flatMap { classes in
      (0..<classes).map { TinyAlignments(isTransducer: isTransducer, classes: classes, blank: $0) }
    }
  }

  /// All lengths with all sequences of labels, of which some repeat and some are empty.
  var examples: [(frames: Int, labels: [Int])] {
    ((isTransducer ? 1 : 0)...Self.time).flatMap { frames in
      sequences(upTo: Self.most).map { (frames, $0) }
    }
  }

  private func sequences(upTo length: Int) -> [[Int]] {
    guard length > 0 else { return [[]] }
    let shorter = sequences(upTo: length - 1)
    let labels = (0..<classes).filter { $0 != blank }
    return shorter
      + shorter.filter { $0.count == length - 1 }.flatMap { s in labels.map { s + [$0] } }
  }

  var places: Int { isTransducer ? Self.most + 1 : 1 }
  var scoreShape: Shape {
    isTransducer
      ? [examples.count, Self.time, places, classes] : [examples.count, Self.time, classes]
  }

  /// The losses as a graph over a leaf of scores; padding holds what is no label.
  func losses(_ scores: Expression) throws -> Expression {
    let labels = try Expression.constant(
      values: examples.flatMap { example in
        (0..<Self.most).map { $0 < example.labels.count ? Double(example.labels[$0]) : .nan }
      }, shape: [examples.count, Self.most])
    let inputs = try Expression.constant(
      values: examples.map { Double($0.frames) }, shape: [examples.count])
    let targets = try Expression.constant(
      values: examples.map { Double($0.labels.count) }, shape: [examples.count])
    return isTransducer
      ? try transducer(
        scores, labels: labels, inputLengths: inputs, targetLengths: targets, blank: blank)
      : try temporalClassification(
        scores, labels: labels, inputLengths: inputs, targetLengths: targets, blank: blank)
  }

  func enumeration(_ row: Int, _ scores: DoubleArray) -> AlignmentEnumeration {
    let rows = Self.time * places
    let own = (row * rows..<(row + 1) * rows).map { Array(scores.row($0)) }
    let example = examples[row]
    return isTransducer
      ? .transducer(
        own, frames: example.frames, labels: example.labels, places: places, blank: blank)
      : .temporal(own, frames: example.frames, labels: example.labels, blank: blank)
  }
}

@Suite struct AlignmentTests {
  /// All alignments of all examples of up to 4 frames, 3 labels and 3 classes, one by one.
  @Test(arguments: TinyAlignments.all, UInt64(1)...3)
  func enumerated(_ tiny: TinyAlignments, seed: UInt64) throws {
    var draw = Draw(seed: seed)
    let scores = draw.array(tiny.scoreShape, -3...3).rounded
    let upstream = draw.array([tiny.examples.count], 0.5...2).rounded
    let leaf = Expression.input("scores", scores.shape)
    let losses = try tiny.losses(leaf)
    let weights = try Expression.constant(values: upstream.values, shape: upstream.shape)
    let slope = try gradients(of: sum(losses * weights), withRespectTo: [leaf])[0]
    let bindings = Bindings(values: ["scores": scores])
    let oracle = try Evaluator().evaluate([losses, slope], feeding: bindings)
    let expected = tiny.examples.indices.map { tiny.enumeration($0, scores) }
    let wantedLosses = expected.map(\.loss)
    let wantedSlopes = expected.indices.flatMap { row in
      expected[row].slopes.flatMap { $0 }.map { $0 * upstream.values[row] }
    }
    let label = "\(tiny.testDescription), seed \(seed)"
    expectEqual(oracle[0].values, wantedLosses, within: 1e-10, "\(label), losses")
    expectEqual(oracle[1].values, wantedSlopes, within: 1e-10, "\(label), slopes")
    for threads in 1...2 {
      for onlyLosses in [false, true] {
        let options = PlanOptions(threads: threads)
        let plan = try Plan(
          outputs: [("losses", losses)] + (onlyLosses ? [] : [("slope", slope)]),
          store: try ParameterStore(parameters: []), pool: pair, options: options)
        try plan.setInput("scores", scores.tensor)
        try plan.run()
        let found = try plan.output("losses").values.map(Double.init)
        expectEqual(found, wantedLosses, within: 2e-6, "\(label), \(threads) threads, losses")
        if onlyLosses { continue }
        let slopes = try plan.output("slope").values.map(Double.init)
        expectEqual(slopes, wantedSlopes, within: 2e-6, "\(label), \(threads) threads, slopes")
      }
    }
  }

  private func expectEqual(
    _ found: [Double], _ wanted: [Double], within tolerance: Double, _ label: String
  ) {
    #expect(found.count == wanted.count, "\(label)")
    for (index, (a, b)) in zip(found, wanted).enumerated() {
      let isEqual = a == b || abs(a - b) <= tolerance * max(1, abs(b))
      #expect(isEqual, "\(label), element \(index): \(a), not \(b)")
    }
  }

  /// Losses and gradient of a training step come out of one kernel call, except where the upstream
  /// derivative was built by hand to depend on the loss itself.
  @Test func oneLatticeAStep() throws {
    let x = Expression.parameter("x", [2, 5, 3])
    let y = Expression.constant(1, shape: [2, 2])
    let losses = try temporalClassification(x, labels: y)
    for value in [try sum(losses), try sum(losses) * mean(losses), try mean(square(losses))] {
      let slope = try gradients(of: value, withRespectTo: [x])[0]
      let plan = try Plan(
        outputs: [("value", value), ("losses", losses)], updates: [(x, x - 0.1 * slope)],
        store: try ParameterStore(for: [value, slope]))
      #expect(plan.description().steps.filter { $0.kind == .alignments }.count == 1)
    }
    let alone = try Plan(
      outputs: [("losses", losses)], store: try ParameterStore(for: [losses]))
    #expect(!alone.description().steps.contains { $0.subject.contains("slope") })
  }

  @Test func refusesASecondDerivative() throws {
    let x = Expression.parameter("x", [1, 4, 3])
    let loss = try sum(temporalClassification(x, labels: .constant(1, shape: [1, 2])))
    let first = try gradients(of: loss, withRespectTo: [x])[0]
    #expect(throws: GraphError.noSecondDerivative(operation: "ctcGradient")) {
      try gradients(of: sum(square(first)), withRespectTo: [x])
    }
  }

  @Test func shapesMustFit() throws {
    let x = Expression.input("x", [2, 5, 3])
    let y = Expression.input("y", [2, 2])
    #expect(throws: GraphError.self) { try temporalClassification(y, labels: y) }
    #expect(throws: GraphError.self) { try temporalClassification(x, labels: x) }
    #expect(throws: GraphError.self) {
      try temporalClassification(x, labels: .input("z", [3, 2]))
    }
    #expect(throws: GraphError.self) {
      try temporalClassification(x, labels: y, inputLengths: .input("l", [3]))
    }
    #expect(throws: GraphError.self) { try temporalClassification(x, labels: y, blank: 3) }
    #expect(throws: GraphError.self) { try transducer(x, labels: y) }
    #expect(throws: GraphError.self) { try transducer(.input("x", [2, 5, 2, 3]), labels: y) }
  }

  @Test func noFramesForATransducer() throws {
    let losses = try transducer(
      .input("x", [1, 0, 2, 3]), labels: .constant(1, shape: [1, 1]),
      inputLengths: .constant(1, shape: [1]))
    let bindings = Bindings(values: ["x": DoubleArray(shape: [1, 0, 2, 3], values: [])])
    #expect(throws: GraphError.self) { try Evaluator().evaluate(losses, feeding: bindings) }
    let plan = try Plan(outputs: [("losses", losses)], store: try ParameterStore(parameters: []))
    try plan.setInput("x", Tensor(zeros: [1, 0, 2, 3]))
    try plan.run()
    #expect(try plan.output("losses").values[0].isNaN)
  }

  /// What the oracle refuses by name, the plan answers with NaN and a gradient of 0.
  @Test(arguments: [
    (2.0, 2.0, [0.0, 1]), (2, 2, [3, 1]), (2, 2, [-1, 1]), (2, 2, [1, 1.5]), (2, 2, [1, .nan]),
    (6, 2, [1, 2]), (2.5, 2, [1, 2]), (.nan, 2, [1, 2]), (-1, 2, [1, 2]), (5, 3, [1, 2]),
    (5, -1, [1, 2]),
  ])
  func unsoundSequences(_ input: Double, _ target: Double, _ labels: [Double]) throws {
    let x = Expression.parameter("x", [1, 5, 3])
    let losses = try temporalClassification(
      x, labels: .constant(values: labels, shape: [1, 2]),
      inputLengths: .constant(input, shape: [1]), targetLengths: .constant(target, shape: [1]))
    let slope = try gradients(of: sum(losses), withRespectTo: [x])[0]
    let store = try ParameterStore(for: [losses])
    let bindings = Bindings(values: ["x": DoubleArray(shape: [1, 5, 3], repeating: 0)])
    #expect(throws: GraphError.self) { try Evaluator().evaluate(losses, feeding: bindings) }
    let plan = try Plan(outputs: [("losses", losses), ("slope", slope)], store: store)
    try plan.run()
    #expect(try plan.output("losses").values[0].isNaN)
    #expect(try plan.output("slope").values.allSatisfy { $0 == 0 })
  }
}
