// Sums of things from the catalogue, as losses are added up: `mse + 0.3 * (mae + huber) / 2`.
// Nothing but +, and * and / with a number, means anything here; what is not named by the catalogue
// is computed as usual and must be a number or such a sum made earlier.

extension Machine {
  /// One thing of these categories, or several added up.
  func resolveCombination(_ node: ExpressionNode, _ categories: [String], _ parameter: String)
    throws -> Value
  {
    switch try combine(node, categories, parameter) {
    case .number(let number):
      throw mismatch(.number(number), .combination(categories), parameter)
    case .sum(let terms):
      if terms.count == 1, terms[0].weight == 1 { return .call(terms[0].item) }
      return .combination(Combination(terms))
    }
  }

  /// What an operand of a sum can be.
  private enum Operand {
    case number(Double)
    case sum([Combination.Term])
  }

  private func combine(_ node: ExpressionNode, _ categories: [String], _ parameter: String) throws
    -> Operand
  {
    try located(node.span) {
      try checkStack()
      switch node.kind {
      case .arithmetic(let first, let steps):
        return try steps.reduce(combine(first, categories, parameter)) { left, step in
          let right = try combine(step.operand, categories, parameter)
          let place = first.span.joined(with: step.operand.span)
          return try located(place) { try apply(step.operation, left, right, categories) }
        }
      case .negation(let operand):
        guard case .number(let number) = try combine(operand, categories, parameter) else {
          throw LanguageError.negativeWeight(categories)
        }
        return .number(-number)
      default: return try leaf(node, categories, parameter)
      }
    }
  }

  private func leaf(_ node: ExpressionNode, _ categories: [String], _ parameter: String) throws
    -> Operand
  {
    if !isNamed(node, in: categories), let value = try? evaluate(node) {
      if let number = value.asNumber { return .number(number) }
      if case .combination(let sum) = value, conform(value, to: .combination(categories)) != nil {
        return .sum(sum.terms)
      }
    }
    let value = try resolveCatalogue(node, categories, parameter)
    guard case .call(let item) = value else {
      throw mismatch(value, .combination(categories), parameter)
    }
    return .sum([Combination.Term(item: item, span: node.span)])
  }

  /// Whether the catalogue knows what stands here: `mean` is a function, unless it is a loss.
  private func isNamed(_ node: ExpressionNode, in categories: [String]) -> Bool {
    switch node.kind {
    case .name(let name): !catalogueEntries(name, in: categories).isEmpty
    case .suffixed(let base, _):
      if case .name(let name) = base.kind, variable(name) == nil {
        !catalogueEntries(name, in: categories).isEmpty
      } else {
        false
      }
    default: false
    }
  }

  private func apply(
    _ operation: ArithmeticOperator, _ left: Operand, _ right: Operand, _ categories: [String]
  ) throws -> Operand {
    switch (operation, left, right) {
    case (_, .number(let a), .number(let b)):
      let result = try Operators.apply(operation, .number(a), .number(b), limits)
      return .number(result.asNumber ?? .nan)
    case (.add, .sum(let a), .sum(let b)): return .sum(a + b)
    case (.subtract, .sum, .sum): throw LanguageError.negativeWeight(categories)
    case (.multiply, .number(let weight), .sum(let terms)),
      (.multiply, .sum(let terms), .number(let weight)):
      return .sum(try weighted(terms, by: weight, categories))
    case (.divide, .sum(let terms), .number(let divisor)):
      return .sum(try weighted(terms, by: 1 / divisor, categories))
    default: throw LanguageError.notCombinable(operation.rawValue, categories)
    }
  }

  private func weighted(
    _ terms: [Combination.Term], by weight: Double, _ categories: [String]
  ) throws -> [Combination.Term] {
    try terms.map { term in
      var term = term
      term.weight *= weight
      guard term.weight > 0, term.weight.isFinite else {
        throw LanguageError.badWeight(term.weight, categories)
      }
      return term
    }
  }
}
