import Language

extension FormulaDefinition {
  /// The definition on one line, as it would be typed in an empty session: what it captured stands
  /// in it as numbers.
  var text: String {
    let parameters = parameters.map { parameter in
      parameter.name.text + (parameter.defaultValue.map { "=\($0.code)" } ?? "")
    }
    return "\(name.text)(\(parameters.joined(separator: ", "))) = \(formulaText)"
  }

  /// The formula on one line.
  var formulaText: String { FormulaWriter(captured: captured).text(formula) }
}

/// Writes a formula with as few brackets as its operators need.
private struct FormulaWriter {
  let captured: [String: Value]

  /// How tightly what is written holds together; what is looser than its place gets brackets.
  private enum Binding: Int, Comparable {
    case or, and, not, comparison, side, sum, product, negation, power, operand

    static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }
  }

  func text(_ formula: Formula) -> String { text(formula, in: .or) }

  private func text(_ formula: Formula, in place: Binding) -> String {
    let (text, binding) = written(formula)
    return binding < place ? "(\(text))" : text
  }

  private func written(_ formula: Formula) -> (String, Binding) {
    switch formula.kind {
    case .number(let number): return written(number)
    case .truth(let truth): return (truth ? "true" : "false", .operand)
    case .name(let name):
      return captured[name]?.asNumber.map(written) ?? (name, .operand)
    case .negation(let a): return ("-" + text(a, in: .power), .negation)
    case .arithmetic(let first, let steps): return written(first, steps)
    case .power(let terms):
      let parts = terms.map { ($0.isNegative ? "-" : "") + text($0.operand, in: .operand) }
      return (parts.joined(separator: "^"), .power)
    case .comparison(let comparison, let a, let b):
      return ("\(text(a, in: .side)) \(comparison.rawValue) \(text(b, in: .side))", .comparison)
    case .not(let a): return ("not " + text(a, in: .comparison), .not)
    case .and(let parts): return (joined(parts, " and ", in: .not), .and)
    case .or(let parts): return (joined(parts, " or ", in: .and), .or)
    case .call(let name, let arguments):
      return ("\(name.text)(\(joined(arguments.map(\.value), ", ", in: .or)))", .operand)
    case .other: return (formula.span.text, .operand)
    }
  }

  private func written(_ number: Double) -> (String, Binding) {
    (numberText(number), number.sign == .minus ? .negation : .operand)
  }

  /// Operators of one precedence, which group from the left.
  private func written(_ first: Formula, _ steps: [Formula.Step]) -> (String, Binding) {
    let isSum = steps.contains { $0.operation == .add || $0.operation == .subtract }
    let binding = isSum ? Binding.sum : .product
    let tighter = isSum ? Binding.product : .negation
    let rest = steps.map { " \($0.operation.rawValue) " + text($0.operand, in: tighter) }
    return (text(first, in: binding) + rest.joined(), binding)
  }

  private func joined(_ parts: [Formula], _ between: String, in place: Binding) -> String {
    parts.map { text($0, in: place) }.joined(separator: between)
  }
}
