import Graphs
import Tensors

extension FormulaFunction {
  /// Functions along the outputs of a row: its classes, or its numbers.
  static let rowwise: [FormulaFunction] = [
    FormulaFunction(
      "sum", ["x"], "Add up the outputs of each row: one number per row",
      .alongRow { try ofSeveral($0) { try sum($0, axis: -1) } }),
    FormulaFunction(
      "mean", ["x"], "Average the outputs of each row: one number per row",
      .alongRow { try ofSeveral($0) { try mean($0, axis: -1) } }),
    FormulaFunction(
      "max", ["x"], "The largest output of each row; equal ones share the derivative",
      .alongRow { try ofSeveral($0, rowMaximum) }),
    FormulaFunction(
      "min", ["x"], "The smallest output of each row; equal ones share the derivative",
      .alongRow { try ofSeveral($0, rowMinimum) }),
    FormulaFunction(
      "softmax", ["x"], "exp(x) / sum(exp(x)), without overflow", .alongRow(softmax)),
    FormulaFunction(
      "log_softmax", ["x"], "log(softmax(x)), without overflow", .alongRow(logSoftmax)),
    FormulaFunction(
      "logsumexp", ["x"], "log(sum(exp(x))), without overflow: one number per row",
      .alongRow { try ofSeveral($0, logSumExp) }),
  ]

  /// A row of a single output is that output under another shape, which costs nothing.
  private static func ofSeveral(
    _ x: Expression, _ build: (Expression) throws -> Expression
  ) throws -> Expression {
    guard x.shape.dimensions.last == 1 else { return try build(x) }
    return try reshape(x, to: Shape(x.shape.dimensions.dropLast()))
  }
}
