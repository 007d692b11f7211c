import Graphs
import Tensors

/// The largest number of each window, places beyond the lengths of the rows left out.
private func largest(
  _ x: Expression, _ windows: LayerWindows, lengths: Expression?
) throws -> Expression {
  guard let lengths else { return try windows.slide(x, maxPool) }
  let y = try windows.slide(lowered(x, beyond: lengths), maxPool)
  // A window that sees no place that counts.
  return try zeroed(y, beyond: windows.outputLengths(lengths))
}

/// `x` with the lowest number there is in the places beyond the lengths of its rows.
func lowered(_ x: Expression, beyond lengths: Expression) throws -> Expression {
  let mask = try placeMask(lengths: lengths, of: x.shape)
  let counts = try reshape(
    repeated(mask, axis: 2, count: x.shape.dimensions.last ?? 1), to: x.shape)
  return try `where`(
    greater(counts, 0), x, .constant(-Double(Float.greatestFiniteMagnitude), shape: x.shape))
}

extension LayerDefinition {
  /// Maxima over sliding windows.
  static let maxPool = pooling(
    "max_pool", summary: "Keeps the largest number of each window, channel by channel.",
    formula: "y[i, j, c] = max x[i · stride + k, j · stride + l, c] over k and l",
    discussion: "Of equal numbers the first one has the whole gradient.",
    reference: "PyTorch MaxPool1d and MaxPool2d, channels last"
  ) { try largest($0, $1, lengths: $2) }
}
