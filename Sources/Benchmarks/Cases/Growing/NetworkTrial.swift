import Learning
import Tensors

/// A network that is trained inside this process, on rows of a `RowGenerator`.
struct NetworkTrial {
  let trainer: Trainer
  let data: TrainingData
  let batch: Int

  /// Dense layers with ReLU between them, ten outputs, softmax cross-entropy, Adam at 0.001.
  init(rows: Int, width: Int, hidden: [Int], batch: Int = 64, pool: WorkerPool) throws {
    var generator = RowGenerator(width: width)
    let (features, classes) = generator.rows(rows)
    data = TrainingData(
      features: features,
      target: .classes(classes, names: (0..<RowGenerator.classes).map(String.init)))
    let layers = try hidden.flatMap { [try Self.dense($0), try Specification("relu")] }
    let network = NetworkSpecification(layers + [try Self.dense(RowGenerator.classes)])
    trainer = Trainer(
      network: try network.resolve(input: [width]),
      objective: Objective(loss: try LossSpecification("cross_entropy")),
      optimizer: try OptimizerSpecification("adam", [], [("lr", .number(0.001))]), pool: pool)
    self.batch = batch
  }

  private static func dense(_ units: Int) throws -> Specification<LayerDefinition> {
    try Specification("dense", [.number(Double(units))])
  }

  /// Trains from the first weights of seed 1.
  func fit(epochs: Int, hooks: FitHooks = FitHooks()) throws -> FitResult {
    try trainer.fit(
      TrainingState(trainer.network, seed: 1), on: data,
      configuration: TrainingConfiguration(epochs: epochs, batch: batch, seed: 1), hooks: hooks)
  }

  /// Steps of an epoch, the short one included.
  var steps: Int { (data.rows + batch - 1) / batch }

  /// Fails unless the fit took every step and found weights that are better by an independent
  /// reckoning, with which its own judgement agrees.
  func check(_ fit: FitResult, epochs: Int) throws {
    let taken = fit.state.steps
    try require(
      fit.reason == .epochs && taken == epochs * steps,
      "\(taken) steps were taken instead of \(epochs * steps)")
    let part = firstRows(50)
    let before = PlainNetwork(TrainingState(trainer.network, seed: 1).weights).loss(on: part)
    let after = PlainNetwork(fit.state.weights).loss(on: part)
    try require(after < 0.95 * before, "the loss went from \(before) to \(after)")
    let judged = try trainer.objective.evaluate(
      trainer.network, weights: fit.state.weights, on: part, pool: trainer.pool
    ).dataLoss
    try require(
      abs(judged - after) <= 1e-4 * after, "the loss is \(judged) instead of \(after)")
  }

  private func firstRows(_ count: Int) -> TrainingData {
    let count = min(count, data.rows)
    guard case .classes(let classes, let names) = data.target else { return data }
    return TrainingData(
      features: data.features.prefix(count),
      target: .classes(Array(classes[..<count]), names: names))
  }
}
