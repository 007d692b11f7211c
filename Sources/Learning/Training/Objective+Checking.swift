import Tensors

extension Objective {
  /// Checks that network, loss and target go together, before anything is trained.
  ///
  /// - Throws: `LearningError` that names the layer or the number of outputs and what mends it.
  public func check(_ network: Network, target: TrainingTarget) throws {
    try checkActivation(network)
    try checkTarget(target)
    try checkOutputs(network.outputShape, target: target)
  }

  /// A softmax or sigmoid before a loss that applies its own, and none before one that needs it.
  private func checkActivation(_ network: Network) throws {
    guard let last = network.lastMeaningfulLayer else { return }
    let range = last.specification.layer.definition.range
    switch loss.definition.predictions(loss.options) {
    case .numbers: return
    case .logits where range != .any:
      throw LearningError.activationBeforeLoss(
        layer: last.name, index: last.index, loss: loss.name)
    case .probabilities where range == .any:
      throw LearningError.notProbabilities(
        loss: "\(loss)", layer: "\(last.specification)",
        needed: loss.definition.targets.contains(.classes) ? "softmax" : "sigmoid")
    default: return
    }
  }

  private func checkTarget(_ target: TrainingTarget) throws {
    let kinds = loss.definition.targets
    try loss.checkKind(of: target)
    switch target {
    case .classes(_, let names) where !kinds.contains(.classes):
      guard names.count == 2 else {
        throw LearningError.notTwoClasses(loss.name, classes: names.count)
      }
    case .classes(_, let names):
      if loss.definition.declaration.options.contains(where: { $0.name == "class_weights" }) {
        _ = try resolveClassWeights(
          loss.options["class_weights"], count: names.count, names: names)
      }
    default: break
    }
  }

  /// The outputs the target needs: one per class, one for yes or no, one per number.
  private func checkOutputs(_ outputs: Shape, target: TrainingTarget) throws {
    let (needed, reason) = neededOutputs(target)
    guard outputs != [needed] else { return }
    throw LearningError.outputCount(
      loss: loss.name, reason: reason, outputs: outputs, needed: needed)
  }

  private func neededOutputs(_ target: TrainingTarget) -> (Int, String) {
    switch target {
    case .classes(_, let names) where loss.definition.targets.contains(.classes):
      return (names.count, "the data has \(names.count) classes")
    case .classes: return (1, "two classes take 1 output")
    case .numbers(let numbers):
      let count = numbers.shape.rank == 1 ? 1 : numbers.rowCount
      return (count, "the target has \(count) \(count == 1 ? "number" : "numbers") a row")
    case .distributions(let rows): return (rows.rowCount, "the data has \(rows.rowCount) classes")
    }
  }
}
