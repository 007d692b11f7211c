import Graphs
import Tensors
import Testing

@testable import Learning

/// A fit drawn at random, large enough that its steps are worth several threads.
private struct ThreadedFit {
  let specification: NetworkSpecification
  let objective: Objective
  let optimizer: OptimizerSpecification
  let data: TrainingData

  /// 107 rows, so that batches of 96 leave a short one; dropout, both penalties.
  static func classifier(_ optimizer: String, seed: UInt64 = 17) throws -> ThreadedFit {
    var draw = RandomGenerator(seed: seed)
    let labels = (0..<107).map { _ in Int32(draw.integer(below: 5)) }
    return ThreadedFit(
      specification: try NetworkSpecification(
        layers("dense 128", "tanh", "dropout 0.2", "dense 64", "relu", "dense 5")),
      objective: Objective(
        loss: try LossSpecification("cross_entropy"),
        penalties: [
          try PenaltySpecification("l1", [.number(1e-4)]),
          try PenaltySpecification("l2", [.number(1e-3)]),
        ]),
      optimizer: try OptimizerSpecification(optimizer, [], [("lr", .number(1e-3))]),
      data: TrainingData(
        features: features([107, 24], &draw),
        target: .classes(labels, names: ["a", "b", "c", "d", "e"])))
  }

  /// 21 sequences of 12 frames with up to 4 labels of 6 classes, batches of 16.
  static func sequences(_ loss: String) throws -> ThreadedFit {
    var draw = RandomGenerator(seed: 23)
    let lengths = (0..<21).map { _ in Float(draw.integer(below: 5)) }
    let frames = (0..<21).map { _ in Float(8 + draw.integer(below: 5)) }
    let labels = (0..<21 * 4).map { _ in Float(1 + draw.integer(below: 5)) }
    let places: [Int] = loss == "rnnt" ? [5] : []
    return ThreadedFit(
      specification: try NetworkSpecification(layers("dense 48", "tanh", "dense 6")),
      objective: Objective(
        loss: try LossSpecification(
          loss, [], loss == "ctc" ? [("zero_infinity", .flag(true))] : [])),
      optimizer: try OptimizerSpecification("adam", [], [("lr", .number(1e-3))]),
      data: TrainingData(
        features: features(Shape([21, 12] + places + [16]), &draw),
        target: .sequences(
          Tensor(shape: [21, 4], values: labels), names: (0..<6).map(String.init)),
        extras: [
          "input_lengths": Tensor(shape: [21], values: frames),
          "target_lengths": Tensor(shape: [21], values: lengths),
        ]))
  }

  /// The end of a fit of `epochs` on `threads` threads.
  func run(_ threads: Int, batch: Int, epochs: Int = 2) throws -> FitResult {
    let network = try specification.resolve(input: data.rowShape)
    let trainer = Trainer(
      network: network, objective: objective, optimizer: optimizer,
      pool: WorkerPool(threads: threads))
    return try trainer.fit(
      TrainingState(network, seed: 5), on: data,
      configuration: TrainingConfiguration(epochs: epochs, batch: batch, seed: 9))
  }

  /// The plan of one step, as a fit makes it.
  func step(rows: Int, threads: Int) throws -> Plan {
    let network = try specification.resolve(input: data.rowShape)
    let target = try objective.loss.prepare(data, outputs: network.outputShape)
    let graph = try objective.graph(
      network: network, target: target, rows: rows, isTraining: true)
    let outputs = graph.outputs(withPrediction: false)
    let updates = try optimizer.updates(of: objective.trainedParameters(of: network), in: graph)
    let store = try ParameterStore(
      for: outputs.map(\.1) + updates.flatMap { [$0.target, $0.value] })
    return try Plan(
      outputs: outputs, updates: updates, store: store, pool: WorkerPool(threads: threads))
  }

  private static func layers(_ texts: String...) throws -> [Specification<LayerDefinition>] {
    try texts.map { try model($0).layers[0].layer }
  }

  private static func features(_ shape: Shape, _ draw: inout RandomGenerator) -> Tensor {
    Tensor(shape: shape, values: (0..<shape.count).map { _ in Float(draw.normal()) })
  }
}

@Suite("Threads change a fit")
struct ThreadTests {
  /// More of them than processors, too.
  private static let counts = 1...5

  @Test(
    "in rounding at most, and by none for one count", arguments: OptimizerDefinition.all.map(\.name)
  )
  func optimizers(_ name: String) throws {
    try steadily { try check(.classifier(name), batch: 96, name) }
  }

  @Test(
    "in rounding at most, and by none for one count, also of sequences", arguments: ["ctc", "rnnt"])
  func sequences(_ loss: String) throws {
    try steadily { try check(.sequences(loss), batch: 16, loss) }
  }

  /// Otherwise all these fits would run on one thread.
  @Test("only where there is work for them, as there is here")
  func work() throws {
    for (fit, batch) in [
      (try ThreadedFit.classifier("sgd"), 96), (try .sequences("ctc"), 16),
      (try .sequences("rnnt"), 16),
    ] { #expect(try fit.step(rows: batch, threads: 5).threads == 5) }
  }

  private func check(_ fit: ThreadedFit, batch: Int, _ label: String) throws {
    let one = try fit.run(1, batch: batch)
    for threads in Self.counts {
      let (first, second) = (
        try fit.run(threads, batch: batch), try fit.run(threads, batch: batch)
      )
      #expect(first.state.weights == second.state.weights, "\(label), \(threads) threads")
      #expect(first.state.optimizerState == second.state.optimizerState, "\(label), \(threads)")
      #expect(first.history.map(\.dataLoss) == second.history.map(\.dataLoss), "\(label)")
      for (found, wanted) in zip(first.history, one.history) {
        #expect(
          agree(found.dataLoss, wanted.dataLoss, relative: 1e-5, absolute: 0),
          "\(label), \(threads) threads: \(found.dataLoss), on one \(wanted.dataLoss)")
      }
      for (name, wanted) in one.state.weights {
        let distance = try #require(first.state.weights[name]).distance(to: wanted)
        // A sign may tip where a slope is all but zero, which moves a weight by twice the rate.
        #expect(distance < 1e-3, "\(label), \(threads) threads, \(name): \(distance)")
      }
    }
  }
}

extension Tensor {
  /// The root mean square of the difference over that of the other.
  fileprivate func distance(to other: Tensor) -> Double {
    guard shape == other.shape else { return .infinity }
    var (difference, size) = (0.0, 0.0)
    for (x, y) in zip(values, other.values) {
      difference += Double(x - y) * Double(x - y)
      size += Double(y) * Double(y)
    }
    return difference == 0 ? 0 : (difference / size).squareRoot()
  }
}
