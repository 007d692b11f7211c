import Graphs

extension FormulaFunction {
  /// Functions along the outputs of a row: its classes, or its numbers.
  static let rowwise: [FormulaFunction] = [
    FormulaFunction(
      "sum", ["x"], "Add up the outputs of each row: one number per row",
      .alongRow { try sum($0, axis: -1) }),
    FormulaFunction(
      "mean", ["x"], "Average the outputs of each row: one number per row",
      .alongRow { try mean($0, axis: -1) }),
    FormulaFunction(
      "max", ["x"], "The largest output of each row; equal ones share the derivative",
      .alongRow(rowMaximum)),
    FormulaFunction(
      "min", ["x"], "The smallest output of each row; equal ones share the derivative",
      .alongRow(rowMinimum)),
    FormulaFunction(
      "softmax", ["x"], "exp(x) / sum(exp(x)), without overflow", .alongRow(softmax)),
    FormulaFunction(
      "log_softmax", ["x"], "log(softmax(x)), without overflow", .alongRow(logSoftmax)),
    FormulaFunction(
      "logsumexp", ["x"], "log(sum(exp(x))), without overflow: one number per row",
      .alongRow(logSumExp)),
  ]
}
