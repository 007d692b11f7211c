import Graphs
import Tensors

extension LossSpecification {
  /// The label sequences of some rows beside the outputs of a network, read and checked for a loss on
  /// sequences; nil for any other loss.
  ///
  /// - Throws: `LearningError` for a label or a length that makes no sense, with its row.
  public func labelSequences(
    of data: TrainingData, behind network: Network
  ) throws -> LabelSequences? {
    guard case .sequences(let labels, _) = data.target, let loss = sequenceLoss else { return nil }
    return try LabelSequences(
      loss: loss, prediction: Shape([data.rows] + network.outputShape.dimensions),
      labels: DoubleArray(shape: labels.shape, values: labels.values.map(Double.init)),
      inputLengths: try network.outputLengths(data.lengths),
      targetLengths: data.extras["target_lengths"]?.values.map(Double.init))
  }

  /// The loss on sequences among the parts of a loss, nil without one.
  public var sequenceLoss: LossSpecification? {
    simple.first { $0.definition.targets == [.sequences] }
  }

  /// Whether examples that no alignment exists for count 0 instead of being infinite.
  public var skipsInfeasible: Bool {
    guard let loss = sequenceLoss,
      loss.definition.declaration.options.contains(where: { $0.name == "zero_infinity" })
    else { return false }
    return loss.options.flag("zero_infinity")
  }
}
