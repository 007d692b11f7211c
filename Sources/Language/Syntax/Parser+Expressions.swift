extension Parser {
  // expression = or
  mutating func parseExpression() throws -> ExpressionNode { try parseOr() }

  /// An expression in which juxtaposition means nothing, inside brackets or after a keyword.
  mutating func parseFreeExpression() throws -> ExpressionNode {
    let outside = isJuxtaposed
    isJuxtaposed = false
    defer { isJuxtaposed = outside }
    return try deeper { try $0.parseExpression() }
  }

  // or = and { "or" and }
  private mutating func parseOr() throws -> ExpressionNode {
    let start = index
    var operands = [try parseAnd()]
    while at(word: "or") {
      advance()
      operands.append(try parseAnd())
    }
    return operands.count == 1 ? operands[0] : node(from: start, .or(operands))
  }

  // and = not { "and" not }
  private mutating func parseAnd() throws -> ExpressionNode {
    let start = index
    var operands = [try parseNot()]
    while at(word: "and") {
      advance()
      operands.append(try parseNot())
    }
    return operands.count == 1 ? operands[0] : node(from: start, .and(operands))
  }

  // not = { "not" } comparison
  private mutating func parseNot() throws -> ExpressionNode {
    let start = index
    var isNegated = false
    var isLogic = false
    while at(word: "not") {
      advance()
      isNegated.toggle()
      isLogic = true
    }
    let operand = try parseComparison()
    guard isLogic else { return operand }
    let negated = node(from: start, .not(operand))
    return isNegated ? negated : node(from: start, .not(negated))
  }

  // comparison = chain [ operator chain ]
  private mutating func parseComparison() throws -> ExpressionNode {
    let start = index
    let left = try parseChain()
    guard let comparison = comparisonOperator else { return left }
    advance()
    let right = try parseChain()
    if let second = comparisonOperator {
      throw try chainedComparison(left, comparison, right, second)
    }
    return node(from: start, .comparison(comparison, left, right))
  }

  private var comparisonOperator: ComparisonOperator? {
    guard case .symbol(let symbol) = current.kind else { return nil }
    return ComparisonOperator(rawValue: symbol.rawValue)
  }

  private mutating func chainedComparison(
    _ left: ExpressionNode, _ first: ComparisonOperator, _ middle: ExpressionNode,
    _ second: ComparisonOperator
  ) throws -> SyntaxProblem {
    let place = span(of: advance())
    let right = try parseChain()
    let hint =
      "\(left.span.text) \(first.rawValue) \(middle.span.text) and "
      + "\(middle.span.text) \(second.rawValue) \(right.span.text)"
    return problem("comparisons do not chain", at: place, hint: hint)
  }

  // chain = range { "->" range }
  private mutating func parseChain() throws -> ExpressionNode {
    let start = index
    var parts = [try parseRange()]
    while take(.arrow) { parts.append(try parseRange()) }
    return parts.count == 1 ? parts[0] : node(from: start, .chain(parts))
  }

  // range = sum [ ".." sum ]
  private mutating func parseRange() throws -> ExpressionNode {
    let start = index
    let first = try parseSum()
    guard take(.dots) else { return first }
    return node(from: start, .range(first, try parseSum()))
  }

  // sum = product { ("+" | "-") product }
  private mutating func parseSum() throws -> ExpressionNode {
    let start = index
    let first = try parseProduct()
    var steps: [ArithmeticStep] = []
    while at(.plus) || (at(.minus) && !beginsArgument) {
      let operation: ArithmeticOperator = at(.plus) ? .add : .subtract
      advance()
      steps.append(ArithmeticStep(operation: operation, operand: try parseProduct()))
    }
    return steps.isEmpty ? first : node(from: start, .arithmetic(first, steps))
  }

  /// Whether the current token, which could go on with the expression, begins an argument instead:
  /// white space before it and none after it, where arguments stand side by side.
  private var beginsArgument: Bool {
    isJuxtaposed && current.spaceBefore && !peek().spaceBefore
  }

  // product = negation { ("*" | "/" | "%") negation }
  private mutating func parseProduct() throws -> ExpressionNode {
    let start = index
    let first = try parseNegation()
    var steps: [ArithmeticStep] = []
    while let operation = productOperator {
      advance()
      steps.append(ArithmeticStep(operation: operation, operand: try parseNegation()))
    }
    return steps.isEmpty ? first : node(from: start, .arithmetic(first, steps))
  }

  private var productOperator: ArithmeticOperator? {
    switch current.kind {
    case .symbol(.times): .multiply
    case .symbol(.divided): .divide
    case .symbol(.remainder): .remainder
    default: nil
    }
  }

  // negation = { "-" } power
  private mutating func parseNegation() throws -> ExpressionNode {
    let start = index
    let isNegative = takeMinusSigns()
    let operand = try parsePower()
    return isNegative ? node(from: start, .negation(operand)) : operand
  }

  private mutating func takeMinusSigns() -> Bool {
    var isNegative = false
    while take(.minus) { isNegative.toggle() }
    return isNegative
  }

  // power = operand { "^" { "-" } operand }, from the right
  private mutating func parsePower() throws -> ExpressionNode {
    let start = index
    var operands = [PowerOperand(isNegative: false, value: try parseOperand())]
    while take(.power) {
      let isNegative = takeMinusSigns()
      operands.append(PowerOperand(isNegative: isNegative, value: try parseOperand()))
    }
    return operands.count == 1 ? operands[0].value : node(from: start, .power(operands))
  }

  func node(from start: Int, _ kind: ExpressionNode.Kind) -> ExpressionNode {
    ExpressionNode(span: span(from: start), kind: kind)
  }
}
