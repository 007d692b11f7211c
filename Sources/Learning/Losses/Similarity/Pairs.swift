import Graphs
import Tensors

/// Which rows of a batch belong together: 1 for yes and 0 for no, [n, n].
struct RowPairs {
  /// Two different rows of the same class.
  let alike: Expression
  /// Rows of different classes.
  let different: Expression

  /// The pairs of rows of the same class and of different ones.
  ///
  /// A class as a row of a one and zeros: the product of two rows is 1 where they are the same.
  init(classes y: Expression, count: Int) throws {
    let hot = try oneHot(y, classes: max(1, count))
    let same = try matmul(hot, hot, transposeB: true)
    alike = try same - diagonal(rows: y.shape[0])
    different = try 1 - same
  }
}

/// 1 for a row with itself, else 0, [n, n]: where the numbers of two rows are equal, n numbers in
/// the place of n².
func diagonal(rows n: Int) throws -> Expression {
  let numbers = try Expression.constant(values: (0..<n).map(Double.init), shape: [n])
  return try equal(
    repeated(numbers, axis: 1, count: n), repeated(numbers, axis: 0, count: n))
}

/// What stands for −∞: beside it every number a loss meets vanishes, and unlike it, it can be
/// subtracted from itself.
let farBelow = -1e30

/// log Σ exp(x) of each row over the columns where `mask` is 1; `farBelow` where there are none.
func logSumExp(_ x: Expression, where mask: Expression) throws -> Expression {
  try logSumExp(`where`(mask, x, farBelow))
}
