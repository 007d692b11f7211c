import Graphs
import Tensors

/// The mean over all axes of a row but the last: [n, a, b, C] becomes [n, C].
public func globalAveragePool(_ x: Expression) throws -> Expression {
  let channels = x.shape.dimensions.last ?? 1
  let places = x.shape.dimensions.dropFirst().dropLast().reduce(1, *)
  return try mean(reshape(x, to: [x.shape[0], places, channels]), axis: 1)
}

extension LayerDefinition {
  /// Global average pooling.
  static let globalAveragePool = LayerDefinition(
    Declaration(
      "global_average_pool", .layer, "Averages each channel over all places of a row.",
      formula: "[n, a, b, C] → [n, C], the mean over a and b",
      discussion: """
        The last axis holds the channels, the axes before it the places: the times of a sequence, \
        the rows and columns of an image.
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
    formula: { try Learning.globalAveragePool($0.x) })
}
