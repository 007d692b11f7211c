import Graphs
import Tensors

/// A part of a formula as graph: a number, one number per row, or one per output.
struct FormulaValue {
  /// Its graph.
  var expression: Expression

  /// Whether it is a condition, 1 where it holds and 0 elsewhere.
  var isCondition = false

  /// Whether it stands for the mean of its numbers, and may be averaged along its rows at will.
  var isAveraged = false

  /// Whether it depends on the predictions.
  var usesPrediction = false

  /// How many axes it has: none for a number.
  var rank: Int { expression.shape.rank }

  /// A number.
  static func number(_ number: Double) -> FormulaValue {
    FormulaValue(expression: .constant(number))
  }

  /// The same for every output of its row.
  func broadcast(to shape: Shape) throws -> FormulaValue {
    guard rank > 0, rank < shape.rank else { return self }
    var result = self
    result.expression =
      shape.dimensions.last == 1
      ? try reshape(expression, to: shape)
      : try repeated(expression, axis: shape.rank - 1, count: shape[shape.rank - 1])
    return result
  }
}
