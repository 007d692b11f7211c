import Graphs
import Tensors

/// The mean over all axes of a row but the last: [n, a, b, C] becomes [n, C].
///
/// With lengths, [n], only so many places along the first axis of each row count; a row of none
/// gives zeros.
public func globalAveragePool(
  _ x: Expression, lengths: Expression? = nil
) throws -> Expression {
  let channels = x.shape.dimensions.last ?? 1
  let places = x.shape.dimensions.dropFirst().dropLast().reduce(1, *)
  let rows = try reshape(x, to: [x.shape[0], places, channels])
  guard let lengths else { return try mean(rows, axis: 1) }
  let mask = try placeMask(lengths: lengths, of: x.shape)
  let total = try sum(rows * repeated(mask, axis: 2, count: channels), axis: 1)
  let counted = try maximum(sum(mask, axis: 1), 1)
  return try total / repeated(counted, axis: 1, count: channels)
}

extension LayerDefinition {
  /// Global average pooling.
  static let globalAveragePool = LayerDefinition(
    Declaration(
      "global_average_pool", .layer, "Averages each channel over all places of a row.",
      formula: "[n, a, b, C] → [n, C], the mean over a and b",
      discussion: """
        The last axis holds the channels, the axes before it the places: the times of a sequence, \
        the rows and columns of an image. Times beyond input_lengths do not count.
        """,
      reference: "Lin et al. 2013; PyTorch AdaptiveAvgPool1d(1) and AdaptiveAvgPool2d(1)"),
    outputShape: { _, input in
      guard input.rank > 1, let channels = input.dimensions.last else {
        throw LearningError.layerRows(
          "global_average_pool", needs: "of places and channels", found: input,
          mend: "put reshape([10, -1]) before it to make ten places of each row")
      }
      return [channels]
    },
    outputLengths: { _, _, _ in nil },
    formula: { try Learning.globalAveragePool($0.x, lengths: $0.lengths) })
}
