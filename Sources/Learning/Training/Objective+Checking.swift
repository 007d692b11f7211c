import Tensors

extension Objective {
  /// Checks that network, loss and target go together, before anything is trained.
  ///
  /// - Throws: `LearningError` that names the layer or the number of outputs and what mends it.
  public func check(_ network: Network, target: TrainingTarget) throws {
    try checkActivation(network)
    try checkTarget(target, outputs: network.outputShape)
    try checkOutputs(network.outputShape, target: target)
  }

  /// A softmax or sigmoid before a loss that applies its own, and none before one that needs it.
  private func checkActivation(_ network: Network) throws {
    guard let last = network.lastMeaningfulLayer else { return }
    let range = last.specification.layer.definition.range
    let isSquashed = range == .unitInterval || range == .distribution
    switch loss.definition.predictions(loss.options) {
    case .logits where isSquashed:
      throw LearningError.activationBeforeLoss(
        layer: last.name, index: last.index, loss: loss.name)
    case .scores where isSquashed:
      throw LearningError.squashedScores(layer: last.name, index: last.index, loss: loss.name)
    case .probabilities where !isSquashed:
      throw LearningError.notProbabilities(
        loss: "\(loss)", layer: "\(last.specification)",
        needed: isOnClasses(network.outputShape) ? "softmax" : "sigmoid")
    case .logProbabilities where range != .logDistribution:
      throw LearningError.notLogProbabilities(loss: loss.name, layer: "\(last.specification)")
    default: return
    }
  }

  /// Whether the outputs are one per class, not one for yes or no.
  private func isOnClasses(_ outputs: Shape) -> Bool {
    let kinds = loss.definition.targets
    return kinds.contains(.classes) && !(kinds.contains(.binary) && outputs == [1])
  }

  private func checkTarget(_ target: TrainingTarget, outputs: Shape) throws {
    try loss.checkKind(of: target)
    guard case .classes(_, let names) = target else { return }
    let isDistribution = loss.definition.targets.contains(.distributions)
    if !loss.definition.targets.contains(.classes), !isDistribution, names.count != 2 {
      throw LearningError.notTwoClasses(loss.name, classes: names.count)
    }
    for loss in try loss.fitted(to: target).simple {
      _ = try loss.classWeightTable(
        classes: names, isBinary: loss.readsAsBinary(names, outputs: outputs))
    }
  }

  /// The outputs the target needs: one per class, one for yes or no, one or two per number, or any
  /// number where the outputs are compared with each other.
  private func checkOutputs(_ outputs: Shape, target: TrainingTarget) throws {
    let factor: Int
    switch loss.definition.outputs(loss.options) {
    case .any:
      guard outputs.rank == 1 else {
        throw LearningError.rowsOfOneAxis(loss.name, found: outputs)
      }
      return
    case .onePerTarget: factor = 1
    case .twoPerTarget: factor = 2
    }
    if case .sequences(let labels, _) = target {
      return try loss.checkSequences(labels, outputs: outputs)
    }
    guard outputs.rank == 1 else {
      throw LearningError.severalOutputAxes(loss.name, outputs: outputs)
    }
    let (count, reason) = neededOutputs(target, outputs)
    guard outputs != [count * factor] else { return }
    throw LearningError.outputCount(
      loss: loss.name,
      reason: factor == 1 ? reason : reason + " and the loss takes two outputs each",
      outputs: outputs, needed: count * factor)
  }

  private func neededOutputs(_ target: TrainingTarget, _ outputs: Shape) -> (Int, String) {
    switch target {
    case .classes(_, let names) where loss.readsAsBinary(names, outputs: outputs):
      return (1, "two classes take 1 output")
    case .classes(_, let names): return (names.count, "the data has \(names.count) classes")
    case .numbers(let numbers):
      let count = numbers.shape.rank == 1 ? 1 : numbers.rowCount
      return (count, "the target has \(count) \(count == 1 ? "number" : "numbers") a row")
    case .distributions(let rows): return (rows.rowCount, "the data has \(rows.rowCount) classes")
    case .sequences(let labels, _): return (labels.rowCount, "the target has labels")
    }
  }
}

extension LossSpecification {
  /// Whether classes are compared as yes or no: the loss knows nothing else, or it knows both and
  /// a model for two classes has a single output.
  public func readsAsBinary(_ classes: [String], outputs: Shape?) -> Bool {
    let kinds = definition.targets
    guard kinds.contains(.binary) || kinds.contains(.signs) else { return false }
    guard kinds.contains(.classes) || kinds.contains(.distributions) else { return true }
    return classes.count == 2 && outputs == [1]
  }

  /// The losses of a sum, or the loss itself.
  public var simple: [LossSpecification] {
    definition.summands.isEmpty ? [self] : definition.summands.map(\.loss)
  }
}

extension LossSpecification {
  /// Refuses outputs without a time, and labels the outputs have no class for.
  fileprivate func checkSequences(_ labels: Tensor, outputs: Shape) throws {
    guard outputs.rank > 1, let classes = outputs.dimensions.last else {
      throw LearningError.noOutputTime(name, outputs: outputs)
    }
    for index in 0..<labels.rows {
      if let bad = labels.row(index).first(where: { $0 < 0 || Int($0) >= classes }) {
        throw LearningError.labelOutsideClasses(
          row: index + 1, label: Int(exactly: bad.rounded(.towardZero)) ?? 0, classes: classes)
      }
    }
  }
}
