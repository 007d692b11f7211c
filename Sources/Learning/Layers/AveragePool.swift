import Graphs
import Tensors

/// The mean of each window, places beyond the lengths of the rows left out.
private func means(
  _ x: Expression, _ windows: LayerWindows, lengths: Expression?
) throws -> Expression {
  guard let lengths else { return try windows.slide(x, averagePool) }
  let y = try windows.slide(zeroed(x, beyond: lengths), averagePool)
  let share = try windows.slide(zeroed(.constant(1, shape: x.shape), beyond: lengths), averagePool)
  // A window that sees no place that counts has a mean of 0.
  return try y / maximum(share, 1e-6)
}

extension LayerDefinition {
  /// Means over sliding windows.
  static let averagePool = pooling(
    "average_pool", summary: "Averages each window, channel by channel.",
    formula: "y[i, j, c] = mean of x[i · stride + k, j · stride + l, c] over k and l",
    discussion: "A mean divides by the places inside the row.",
    reference: "PyTorch AvgPool1d and AvgPool2d with count_include_pad=False, channels last"
  ) { try means($0, $1, lengths: $2) }
}
