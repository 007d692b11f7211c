import Graphs
import Tensors

/// Each channel brought to the mean 0 and the variance 1 over the rows and places of a batch.
///
///     (x − mean) / √(variance + ε)
///
/// The last axis holds the channels.
struct BatchStatistics {
  /// The mean of each channel, [C].
  let mean: Expression
  /// The variance of each channel, divided by the count, [C].
  let variance: Expression
  /// How many numbers of each channel count, a scalar, at least 1.
  let count: Expression
  /// The distances from the mean, [rows and places, C]; anything where a place does not count.
  let centred: Expression

  /// - Parameters:
  ///   - x: the rows, [n, ..., C].
  ///   - lengths: how many places along the first axis of each row count, [n]; nil: all.
  init(_ x: Expression, lengths: Expression?) throws {
    let channels = x.shape.dimensions.last ?? 1
    let rows = x.shape.count / max(1, channels)
    let flat = try reshape(x, to: [rows, channels])
    let mask = try lengths.map { try reshape(placeMask(lengths: $0, of: x.shape), to: [rows]) }
    let shares = try mask.map { try repeated($0, axis: 1, count: channels) }
    let count = try mask.map { try maximum(sum($0), 1) } ?? .constant(Double(max(1, rows)))
    func average(_ values: Expression) throws -> Expression {
      try sum(shares.map { try values * $0 } ?? values, axis: 0) / count
    }
    mean = try average(flat)
    centred = try flat - repeated(mean, axis: 0, count: rows)
    variance = try average(square(centred))
    self.count = count
  }
}

extension LayerDefinition {
  /// Batch normalisation.
  static let batchNorm = LayerDefinition(
    Declaration(
      "batch_norm", .layer, "Brings each channel to the mean 0 and the variance 1 over a batch.",
      options: [
        OptionDeclaration(
          "momentum", "how far a step moves the running mean and variance",
          .number(.between(0, 1)), default: .number(0.1)),
        OptionDeclaration(
          "eps", "what is added to the variance, so that equal numbers do not divide by 0",
          .number(.atLeast(1e-12)), default: .number(1e-5)),
        OptionDeclaration(
          "affine", "whether each channel learns a weight and a bias", .flag,
          default: .flag(true)),
      ],
      formula: "(x − mean) / √(var + ε) · w + b, over the rows and places of the batch",
      discussion: """
        The last axis holds the channels. Training uses the batch; judging and predicting use running \
        means and variances, which each step moves by momentum and no optimizer or penalty touches. \
        They are saved with the model. The running variance divides by the count less one. Times \
        beyond input_lengths do not count. A last batch of one row says nothing of a variance: choose a \
        batch size that leaves more.
        """,
      reference: "Ioffe and Szegedy 2015; PyTorch BatchNorm1d and BatchNorm2d, channels last"),
    outputShape: { _, input in
      guard input.rank > 0 else {
        throw LearningError.layerRows(
          "batch_norm", needs: "of one axis or more", found: input, mend: "reshape([1]) before it")
      }
      return input
    },
    parameters: { options, input in
      let shape: Shape = [input.dimensions.last ?? 1]
      let learned = [
        LayerParameter(name: "weight", shape: shape, isWeight: false, initialization: .ones),
        LayerParameter(name: "bias", shape: shape, isWeight: false, initialization: .zeros),
      ]
      let kept = [
        LayerParameter(
          name: "running_mean", shape: shape, isWeight: false, initialization: .zeros,
          isTrained: false),
        LayerParameter(
          name: "running_var", shape: shape, isWeight: false, initialization: .ones,
          isTrained: false),
      ]
      return (options.flag("affine") ? learned : []) + kept
    },
    formula: batchNormFormula, updates: batchNormUpdates)
}

@Sendable private func batchNormFormula(_ inputs: LayerInputs) throws -> Expression {
  let x = inputs.x
  let channels = x.shape.dimensions.last ?? 1
  let rows = x.shape.count / max(1, channels)
  let centred: Expression
  let variance: Expression
  if inputs.isTraining {
    let batch = try BatchStatistics(x, lengths: inputs.lengths)
    (centred, variance) = (batch.centred, batch.variance)
  } else {
    let mean = try inputs.parameter("running_mean")
    centred = try reshape(x, to: [rows, channels]) - repeated(mean, axis: 0, count: rows)
    variance = try inputs.parameter("running_var")
  }
  var scale = try 1 / sqrt(variance + inputs.options.number("eps"))
  var result = try reshape(centred, to: [rows, channels])
  if inputs.options.flag("affine") { scale = try scale * inputs.parameter("weight") }
  result = try result * repeated(scale, axis: 0, count: rows)
  if inputs.options.flag("affine") { result = try addBias(result, inputs.parameter("bias")) }
  return try reshape(result, to: x.shape)
}

@Sendable private func batchNormUpdates(_ inputs: LayerInputs) throws -> [String: Expression] {
  let batch = try BatchStatistics(inputs.x, lengths: inputs.lengths)
  let momentum = inputs.options.number("momentum")
  func moved(_ name: String, towards value: Expression) throws -> Expression {
    try inputs.parameter(name) * (1 - momentum) + value * momentum
  }
  // A single number says nothing of a variance: its 0 counts as it is.
  let unbiased = try batch.variance * (batch.count / maximum(batch.count - 1, 1))
  return [
    "running_mean": try moved("running_mean", towards: batch.mean),
    "running_var": try moved("running_var", towards: unbiased),
  ]
}
