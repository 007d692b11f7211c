import Graphs
import Language

// The outside of a formula: the whole, and its summands and multiples. Rows and outputs are averaged
// there anyway, by the reduction, so `mean` asks for nothing new.

extension FormulaCompiler {
  /// A part whose mean over rows and outputs is its share of the loss.
  ///
  /// `mean` of numbers per output leaves them as they are, unless they meet one number per row; of one
  /// number per row it means the mean over the rows, which is taken after the formula.
  func outermost(_ formula: Formula) throws -> FormulaValue {
    switch formula.kind {
    case .negation(let operand):
      return try negated(outermost(operand))
    case .arithmetic(let first, let steps) where isSumOrMultiple(first, steps):
      return try steps.reduce(outermost(first)) { left, step in
        try combined(step.operation, left, outermost(step.operand))
      }
    case .call(let name, let arguments) where name.text == "mean" && arguments.count == 1:
      var inner = try value(arguments[0].value)
      guard inner.rank > 0 else { return try value(formula) }
      inner.isAveraged = true
      return inner
    default: return try value(formula)
    }
  }

  private func combined(
    _ operation: ArithmeticOperator, _ left: FormulaValue, _ right: FormulaValue
  ) throws -> FormulaValue {
    let rows = prediction.shape.rank - 1
    let meetsRows = left.rank == rows || right.rank == rows
    let operands = try [left, right].map { meetsRows ? try $0.averaged(to: rows) : $0 }
    var result = try apply(operation, operands[0], operands[1])
    result.isAveraged = left.isAveraged || right.isAveraged
    return result
  }

  /// Whether an average of the operands is the average of the result: of a sum always, of a product
  /// with numbers.
  private func isSumOrMultiple(_ first: Formula, _ steps: [Formula.Step]) -> Bool {
    if steps.allSatisfy({ $0.operation == .add || $0.operation == .subtract }) { return true }
    let isProduct = steps.allSatisfy { step in
      step.operation == .multiply || (step.operation == .divide && !scope.readsData(step.operand))
    }
    return isProduct && ([first] + steps.map(\.operand)).count(where: scope.readsData) <= 1
  }
}

extension FormulaValue {
  /// One number per row, if this stands for the mean of its outputs.
  fileprivate func averaged(to rows: Int) throws -> FormulaValue {
    guard isAveraged, rank > rows else { return self }
    var result = self
    result.expression = try mean(expression, axis: -1)
    return result
  }
}
