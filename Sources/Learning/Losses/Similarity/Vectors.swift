import Graphs
import Tensors

// Rows as vectors: lengths, angles and distances, with derivatives that stay finite where vectors
// vanish or meet.

/// Each row divided by its length, no shorter than `epsilon`.
func unitRows(_ x: Expression, epsilon: Double) throws -> Expression {
  try x / repeated(rowLengths(x, epsilon: epsilon), axis: 1, count: x.shape[1])
}

/// √Σ x² of each row, no less than `epsilon`.
///
/// The larger is taken under the root: √0 has an infinite derivative.
func rowLengths(_ x: Expression, epsilon: Double) throws -> Expression {
  try sqrt(maximum(sum(square(x), axis: 1), epsilon * epsilon))
}

/// x · y / (‖x‖ ‖y‖) of each pair of rows, [n]; a length below `epsilon` counts as `epsilon`.
public func cosineSimilarity(
  _ x: Expression, _ y: Expression, epsilon: Double = 1e-8
) throws -> Expression {
  let lengths = try rowLengths(x, epsilon: epsilon) * rowLengths(y, epsilon: epsilon)
  return try sum(x * y, axis: 1) / lengths
}

/// (Σ |x − y + ε|^p)^(1 / p) of each pair of rows, [n].
///
/// ε is added to every difference, as PyTorch's pairwise_distance does; where the sum is 0
/// nonetheless the derivative is 0.
public func pairwiseDistance(
  _ x: Expression, _ y: Expression, p: Double = 2, epsilon: Double = 1e-6
) throws -> Expression {
  let difference = try x - y + epsilon
  switch p {
  case 1: return try sum(abs(difference), axis: 1)
  case 2: return try safeRoot(sum(square(difference), axis: 1), of: 2)
  default: return try safeRoot(sum(power(abs(difference), p), axis: 1), of: p)
  }
}

/// x^(1 / p), whose derivative at 0 is taken as 0 instead of infinite.
///
/// The root sees a number above 0 even in the branch not taken: there its derivative would be
/// 0 · ∞.
func safeRoot(_ x: Expression, of p: Double) throws -> Expression {
  let tiny = Double(Float.leastNormalMagnitude)
  return try `where`(greater(x, tiny), power(maximum(x, tiny), 1 / p), 0)
}

/// The distance of each row from each, [n, n].
///
/// ‖a − b‖² is ‖a‖² + ‖b‖² − 2 a · b, two numbers a row and one matrix product in the place of
/// n² · k differences. What that loses of the distance of two rows that nearly meet, about
/// ‖a‖ · 2⁻¹², no margin notices; rows are moved to their common centre first so that it is little.
func distances(among x: Expression) throws -> Expression {
  let n = x.shape[0]
  let centred = try x - repeated(stopGradient(mean(x, axis: 0)), axis: 0, count: n)
  let lengths = try sum(square(centred), axis: 1)
  let products = try matmul(centred, centred, transposeB: true)
  let sums = try repeated(lengths, axis: 1, count: n) + repeated(lengths, axis: 0, count: n)
  return try safeRoot(sums - 2 * products, of: 2)
}
