extension Machine {
  /// The value of an expression; errors carry the place of the smallest part at fault.
  func evaluate(_ node: ExpressionNode) throws -> Value {
    try located(node.span) {
      try checkStack()
      return try evaluateKind(node)
    }
  }

  private func evaluateKind(_ node: ExpressionNode) throws -> Value {
    switch node.kind {
    case .none, .definition, .broken: .none
    case .bool(let bool): .bool(bool)
    case .number(let number): .number(number)
    case .text(let parts): .text(try evaluateText(parts))
    case .name(let name): try value(of: name)
    case .list(let elements): try limited(.list(elements.map(evaluate)))
    case .range(let first, let last): try evaluateRange(first, last)
    case .arithmetic(let first, let steps): try evaluateArithmetic(first, steps, node.span)
    case .power(let operands): try evaluatePower(operands)
    case .negation(let operand):
      .number(-(try evaluateNumber(operand, operation: "-")))
    case .comparison(let comparison, let left, let right):
      .bool(try Operators.compare(comparison, evaluate(left), evaluate(right)))
    case .not(let operand): .bool(!(try evaluateCondition(operand)))
    case .and(let operands): .bool(try operands.allSatisfy(evaluateCondition))
    case .or(let operands): .bool(try operands.contains(where: evaluateCondition))
    case .suffixed(let base, let suffixes): try evaluateSuffixed(base, suffixes)
    case .chain(let parts): .chain(try parts.flatMap(evaluateLink))
    }
  }

  /// Only a truth value is a condition.
  func evaluateCondition(_ node: ExpressionNode) throws -> Bool {
    let value = try evaluate(node)
    guard case .bool(let bool) = value else {
      throw Fault(LanguageError.needsCondition(found: value.sketch), at: node.span)
    }
    return bool
  }

  private func evaluateNumber(_ node: ExpressionNode, operation: String) throws -> Double {
    let value = try evaluate(node)
    if let number = value.asNumber { return number }
    throw LanguageError.needsNumber(operation: operation, found: value.sketch)
  }

  private func evaluateText(_ parts: [TextPart]) throws -> String {
    var result = ""
    for part in parts {
      switch part {
      case .literal(let text): result += text
      case .expression(let node): result += try rendered(evaluate(node))
      }
      try checkText(result)
    }
    return result
  }

  private func evaluateRange(_ first: ExpressionNode, _ last: ExpressionNode) throws -> Value {
    .range(NumberRange(try evaluateRangeEnd(first), try evaluateRangeEnd(last)))
  }

  private func evaluateRangeEnd(_ node: ExpressionNode) throws -> Int {
    let value = try evaluate(node)
    if let whole = value.asNumber.flatMap(wholeNumber) { return whole }
    throw Fault(LanguageError.badRangeEnd(value.sketch), at: node.span)
  }

  private func evaluateArithmetic(
    _ first: ExpressionNode, _ steps: [ArithmeticStep], _ span: Span
  ) throws -> Value {
    var result = try evaluate(first)
    for step in steps {
      let operand = try evaluate(step.operand)
      let place = first.span.joined(with: step.operand.span)
      result = try located(place) {
        try limited(try Operators.apply(step.operation, result, operand, limits))
      }
    }
    return result
  }

  /// From the right.
  private func evaluatePower(_ operands: [PowerOperand]) throws -> Value {
    var result: Value?
    for operand in operands.reversed() {
      var value = try evaluate(operand.value)
      if let exponent = result { value = try Operators.apply(.power, value, exponent, limits) }
      result = operand.isNegative ? try Operators.negate(value) : value
    }
    return result ?? .none
  }

  /// The layers one part of `a -> b` stands for.
  private func evaluateLink(_ node: ExpressionNode) throws -> [Constructor] {
    let value = try evaluate(node)
    if case .list = value { throw Fault(LanguageError.notALayer(value.sketch), at: node.span) }
    guard let layers = value.asConstructors else {
      throw Fault(LanguageError.notALayer(value.sketch), at: node.span)
    }
    return layers
  }
}
