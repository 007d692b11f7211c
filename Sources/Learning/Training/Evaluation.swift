import Graphs
import Tensors

/// What an objective comes to on some rows, without dropout.
public struct ObjectiveValue: Sendable, Equatable {
  /// The mean loss over the rows, penalties left out.
  public let dataLoss: Double
  /// The sum of the penalties on the weights.
  public let penalty: Double
  /// The mean of each part of a sum of losses, before its factor; empty for other losses.
  public var parts: [LossPartValue] = []
}

/// What one part of a sum of losses comes to.
public struct LossPartValue: Sendable, Equatable {
  /// The loss as typed.
  public let name: String
  /// Its mean over the rows, before its factor.
  public let value: Double
}

extension GraphFacts {
  /// The parts of a sum of losses with their names.
  func named(_ parts: [RunningMean]) -> [LossPartValue] {
    zip(partNames, parts).map { LossPartValue(name: $0, value: $1.value) }
  }
}

/// Rows judged per step; a judgement does not depend on it but for rounding.
private let evaluationRows = 512

extension Network {
  /// The outputs for each row, without dropout.
  ///
  /// - Parameters:
  ///   - features: the rows, [n] + `inputShape`; none give no outputs.
  ///   - lengths: how many places along the first axis of each row count, [n]; nil: all.
  ///   - weights: the learned arrays by name.
  /// - Returns: [n] + `outputShape`: raw scores unless the model ends in an activation.
  /// - Throws: `LearningError` for rows or weights that are not the network's.
  public func predict(
    _ features: Tensor, lengths: Tensor? = nil, weights: [String: Tensor],
    pool: WorkerPool = .shared
  ) throws -> Tensor {
    try predict(RowMatrix(features), lengths: lengths, weights: weights, pool: pool)
  }

  /// The outputs for each row, without dropout, for rows that may lie in a file.
  ///
  /// - Throws: `FileError` where the file is no longer what was loaded.
  public func predict(
    _ features: RowMatrix, lengths: Tensor? = nil, weights: [String: Tensor],
    pool: WorkerPool = .shared
  ) throws -> Tensor {
    try checkRows(features)
    try checkLengths(lengths, rows: features.rows)
    try check(weights)
    let store = try store()
    try store.fill(parameters, from: weights)
    let feed = BatchFeed(features: features, target: lengths.map(PreparedTarget.init(lengths:)))
    let plans = PlanCache(store: store, feed: feed) { rows, store in
      let input = Expression.input(
        BatchInput.features, Shape([rows] + inputShape.dimensions))
      let outputs = try outputs(
        of: input, parameters: parameterLeaves(),
        lengths: lengths.map { _ in .input(BatchInput.extra(TrainingData.lengthsName), [rows]) },
        isTraining: false)
      return try Plan(outputs: [(BatchOutput.prediction, outputs)], store: store, pool: pool)
    }
    var collected = PredictionBuffer(rows: features.rows, row: outputShape)
    for batch in batches(of: features.rows, size: evaluationRows) {
      let plan = try plans.plan(rows: batch.count)
      try plan.run(firstRow: batch.lowerBound)
      try collected.append(from: plan, at: batch.lowerBound)
    }
    try features.checkFiles()
    return collected.tensor
  }

  /// Refuses rows of another shape than the network takes, and tokens it does not know.
  func checkRows(_ features: RowMatrix) throws {
    let row = Shape(Array(features.shape.dimensions.dropFirst()))
    guard features.shape.rank > 0, row == inputShape else {
      throw LearningError.rowShape(expected: inputShape, found: row)
    }
    try checkTokens(features)
  }
}

extension Objective {
  /// What the objective comes to on some rows, without dropout.
  ///
  /// - Parameter epoch: whose numbers are in force where the loss changes from epoch to epoch,
  ///   counted from 0.
  /// - Throws: `LearningError` for rows, targets or weights that do not fit.
  public func evaluate(
    _ network: Network, weights: [String: Tensor], on data: TrainingData,
    epoch: Int = 0, pool: WorkerPool = .shared
  ) throws -> ObjectiveValue {
    try network.check(weights)
    let store = try store(for: network)
    try fill(store, for: network, from: weights)
    let evaluation = try ObjectiveEvaluation(
      self, network, data, part: "data", store: store, pool: pool)
    return try evaluation.run(epoch: epoch, withPrediction: false).value
  }
}

/// An objective ready to be evaluated again and again on the same rows as the weights change.
final class ObjectiveEvaluation {
  private let plans: PlanCache
  private let predicting: PlanCache
  private let features: RowMatrix
  private let outputShape: Shape
  private let facts: GraphFacts
  private let loss: LossSpecification

  init(
    _ objective: Objective, _ network: Network, _ data: TrainingData, part: String,
    store: ParameterStore, pool: WorkerPool
  ) throws {
    try data.check(part: part)
    try network.checkRows(data.features)
    try network.checkLengths(data.lengths, rows: data.rows)
    try objective.check(network, target: data.target)
    let target = try objective.loss.prepare(data, outputs: network.outputShape)
    let probe = try objective.graph(network: network, target: target, rows: 1, isTraining: false)
    features = data.features
    outputShape = network.outputShape
    facts = GraphFacts(probe)
    loss = objective.loss
    func cache(withPrediction: Bool) -> PlanCache {
      PlanCache(store: store, feed: BatchFeed(features: data.features, target: target)) {
        let graph = try objective.graph(
          network: network, target: target, rows: $0, isTraining: false)
        return try Plan(
          outputs: graph.outputs(withPrediction: withPrediction), store: $1, pool: pool)
      }
    }
    plans = cache(withPrediction: false)
    predicting = cache(withPrediction: true)
  }

  /// The plan for the first rows, outputs included.
  func firstPlan() throws -> Plan { try predicting.plan(rows: min(features.rows, evaluationRows)) }

  /// The value with the weights now in the store, and the outputs if asked for.
  func run(
    epoch: Int, withPrediction: Bool
  ) throws -> (value: ObjectiveValue, prediction: Tensor?) {
    var mean = RunningMean()
    var parts = facts.partNames.map { _ in RunningMean() }
    var penalty = 0.0
    var collected = withPrediction ? PredictionBuffer(rows: features.rows, row: outputShape) : nil
    for batch in batches(of: features.rows, size: evaluationRows) {
      let plan = try (withPrediction ? predicting : plans).plan(rows: batch.count)
      loss.setScheduled(epoch: epoch, in: plan)
      try plan.run(firstRow: batch.lowerBound)
      let result = try plan.result(rows: batch.count, of: facts)
      mean.add(result.loss, weight: result.weight)
      for (index, part) in result.parts.enumerated() {
        parts[index].add(part, weight: Double(result.rows))
      }
      penalty = result.penalty
      try collected?.append(from: plan, at: batch.lowerBound)
    }
    try features.checkFiles()
    let value = ObjectiveValue(
      dataLoss: mean.value, penalty: penalty, parts: facts.named(parts))
    return (value, collected?.tensor)
  }
}

/// Outputs put together batch by batch.
private struct PredictionBuffer {
  private(set) var tensor: Tensor
  private let width: Int

  init(rows: Int, row: Shape) {
    tensor = Tensor(zeros: Shape([rows] + row.dimensions))
    width = row.count
  }

  mutating func append(from plan: Plan, at row: Int) throws {
    try plan.withOutput(BatchOutput.prediction) { source in
      tensor.withUnsafeMutableBufferPointer { target in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        (to + row * width).update(from: from, count: source.count)
      }
    }
  }
}
