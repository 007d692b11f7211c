import Graphs
import Tensors

/// The largest number over all axes of a row but the last: [n, a, b, C] becomes [n, C].
///
/// With lengths, [n], only so many places along the first axis of each row count; a row of none
/// gives zeros.
public func globalMaxPool(
  _ x: Expression, lengths: Expression? = nil
) throws -> Expression {
  if let lengths {
    let y = try globalMaxPool(lowered(x, beyond: lengths))
    return try y * repeated(greater(lengths, 0), axis: 1, count: x.shape.dimensions.last ?? 1)
  }
  let (rows, channels) = (x.shape[0], x.shape.dimensions.last ?? 1)
  let places = x.shape.dimensions.dropFirst().dropLast().reduce(1, *)
  let pooled = try Graphs.maxPool(
    reshape(x, to: [rows, 1, places, channels]), vertical: WindowAxis(size: 1),
    horizontal: WindowAxis(size: places))
  return try reshape(pooled, to: [rows, channels])
}

extension LayerDefinition {
  /// Global maximum pooling.
  static let globalMaxPool = LayerDefinition(
    Declaration(
      "global_max_pool", .layer,
      "Keeps the largest number of each channel over all places of a row.",
      formula: "[n, a, b, C] → [n, C], the largest over a and b",
      discussion: """
        The last axis holds the channels, the axes before it the places: the times of a sequence, \
        the rows and columns of an image. Of equal numbers the first one has the whole gradient. \
        Times beyond input_lengths do not count.
        """,
      reference: "PyTorch AdaptiveMaxPool1d(1) and AdaptiveMaxPool2d(1)"),
    outputShape: { _, input in
      guard input.rank > 1, let channels = input.dimensions.last else {
        throw LearningError.layerRows(
          "global_max_pool", needs: "of places and channels", found: input,
          mend: "put reshape([10, -1]) before it to make ten places of each row")
      }
      return [channels]
    },
    outputLengths: { _, _, _ in nil },
    formula: { try Learning.globalMaxPool($0.x, lengths: $0.lengths) })
}
