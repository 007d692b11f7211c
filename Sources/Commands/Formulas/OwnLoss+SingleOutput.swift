import Language

extension OwnLoss {
  /// What is worth knowing where a model has one output: functions along a row have nothing to do
  /// there, and who wrote `sqrt(mean((y - p)^2))` may have meant the mean over the rows.
  var noticeForSingleOutput: String? {
    guard let name = innerRowFunctions(formula.formula, isOutermost: true).first else { return nil }
    let isConstant = name == "softmax" || name == "log_softmax"
    return "\(name) runs along the outputs of a row, and of a single output it is "
      + (isConstant ? "the same whatever the output is" : "that output")
      + "; rows are averaged after the formula"
  }

  /// The functions along a row, but for a sum or mean around the formula or a summand of it.
  private func innerRowFunctions(_ formula: Formula, isOutermost: Bool) -> [String] {
    switch formula.kind {
    case .negation, .arithmetic:
      return formula.parts.flatMap { innerRowFunctions($0, isOutermost: isOutermost) }
    case .call(let name, let arguments) where runsAlongRow(name.text, arguments.count):
      let isHarmless = isOutermost && (name.text == "sum" || name.text == "mean")
      return (isHarmless ? [] : [name.text]) + inner(formula)
    default: return inner(formula)
    }
  }

  private func inner(_ formula: Formula) -> [String] {
    formula.parts.flatMap { innerRowFunctions($0, isOutermost: false) }
  }

  private func runsAlongRow(_ name: String, _ count: Int) -> Bool {
    FormulaFunction.named(name).contains { function in
      if case .alongRow = function.kind { return function.takes(count) }
      return false
    }
  }
}
