import Graphs
import Tensors

/// Drops each channel of a row as a whole with the probability `rate` and scales the others by
/// 1 / (1 − rate); [n, places..., C].
///
/// One number is drawn for each row and channel and holds at every place.
public func spatialDropout(_ x: Expression, rate: Double, stream: UInt32) throws -> Expression {
  let (rows, channels) = (x.shape[0], x.shape.dimensions.last ?? 1)
  let drawn = try dropoutMask(
    like: .constant(0, shape: [rows, channels]), rate: rate, stream: stream)
  let places = x.shape.dimensions.dropFirst().dropLast().reduce(1, *)
  return try x * reshape(repeated(drawn, axis: 1, count: places), to: x.shape)
}

extension LayerDefinition {
  /// Spatial dropout.
  static let spatialDropout = LayerDefinition(
    Declaration(
      "spatial_dropout", .layer, "Leaves out a random share of the channels at each training step.",
      options: [
        OptionDeclaration(
          "rate", "the share of channels dropped", .number(.from(0, below: 1)),
          default: .number(0.5), positional: true)
      ],
      formula: "x · m / (1 − rate), m = 0 with probability rate, else 1, one m for each channel",
      discussion: """
        Neighbouring places say nearly the same, so that dropping single numbers drops little; this \
        drops a channel at all places of a row. The last axis holds the channels. Validation, \
        evaluation and prediction use all channels.
        """,
      reference: "Tompson et al. 2015; PyTorch Dropout1d and Dropout2d, channels last"),
    keepsMeaning: true,
    outputShape: { _, input in
      guard input.rank > 1 else {
        throw LearningError.layerRows(
          "spatial_dropout", needs: "of places and channels", found: input,
          mend: "dropout, which drops single numbers")
      }
      return input
    },
    formula: { inputs in
      let rate = inputs.options.number("rate")
      guard inputs.isTraining, rate > 0 else { return inputs.x }
      return try Learning.spatialDropout(inputs.x, rate: rate, stream: inputs.stream)
    })
}
