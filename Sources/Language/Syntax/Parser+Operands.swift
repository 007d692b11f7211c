extension Parser {
  // operand = primary { "." name | "[" expression "]" | "(" arguments ")" }
  mutating func parseOperand() throws -> ExpressionNode {
    let start = index
    let primary = try parsePrimary()
    var suffixes: [Suffix] = []
    while let suffix = try parseSuffix() { suffixes.append(suffix) }
    return suffixes.isEmpty ? primary : node(from: start, .suffixed(primary, suffixes))
  }

  private mutating func parseSuffix() throws -> Suffix? {
    let start = index
    switch current.kind {
    case .symbol(.dot):
      advance()
      let field = try expectName("the name of a field")
      return Suffix(span: span(from: start), kind: .field(field.text))
    case .symbol(.openBracket) where !isApart:
      let open = advance()
      let element = try parseFreeExpression()
      try close(.closeBracket, opened: open)
      return Suffix(span: span(from: start), kind: .index(element))
    case .symbol(.openParenthesis) where !isApart:
      let arguments = try parseCallArguments()
      return Suffix(span: span(from: start), kind: .call(arguments))
    default: return nil
    }
  }

  /// Whether the bracket at hand begins an argument of its own.
  private var isApart: Bool { isJuxtaposed && current.spaceBefore }

  // arguments = "(" [ argument { "," argument } [ "," ] ] ")"
  private mutating func parseCallArguments() throws -> [ArgumentNode] {
    let open = advance()
    var arguments: [ArgumentNode] = []
    while !at(.closeParenthesis) {
      arguments.append(try parseCallArgument())
      if !take(.comma) { break }
    }
    try close(.closeParenthesis, opened: open)
    return arguments
  }

  private mutating func parseCallArgument() throws -> ArgumentNode {
    guard let name = takeOptionName() else {
      return ArgumentNode(name: nil, value: try parseFreeExpression())
    }
    return ArgumentNode(name: name, value: try parseFreeExpression())
  }

  /// The `name=` of an option, if one stands here.
  mutating func takeOptionName() -> Name? {
    guard let name = currentName, peek().kind == .symbol(.assign) else { return nil }
    let place = span(of: advance())
    advance()
    return Name(text: name, span: place)
  }

  private mutating func close(_ symbol: Symbol, opened: Token) throws {
    if take(symbol) { return }
    let bracket = describe(opened)
    if at(.newline) || at(.end) {
      throw problem("the \(bracket) is not closed", at: span(of: opened), expected: symbol.rawValue)
    }
    let hint = at(.assign) ? "==" : nil
    var problem = unexpected(expected: "a comma or \(symbol.rawValue)", hint: hint).diagnostic
    problem.notes = [Diagnostic.Note("the \(bracket) is opened here", at: span(of: opened))]
    throw SyntaxProblem(diagnostic: problem)
  }

  private mutating func parsePrimary() throws -> ExpressionNode {
    let start = index
    switch current.kind {
    case .number(let number):
      advance()
      return node(from: start, .number(number))
    case .textStart: return try parseText()
    case .name(let name): return try parseName(name)
    case .symbol(.openParenthesis):
      let open = advance()
      let inside = try parseFreeExpression()
      try close(.closeParenthesis, opened: open)
      return ExpressionNode(span: span(from: start), kind: inside.kind)
    case .symbol(.openBracket): return try parseList()
    case .symbol(.dot):
      if case .number = peek().kind {
        let place = span(of: current).joined(with: span(of: peek()))
        throw problem("a number begins with a digit", at: place, hint: "0\(place.text)")
      }
      throw unexpected(expected: "a value")
    case .symbol(.plus): throw unexpected(expected: "a value; a plus sign stands between two")
    case .symbol(.assign): throw unexpected(expected: "a value", hint: "==")
    default: throw unexpected(expected: "a value")
    }
  }

  private mutating func parseName(_ name: String) throws -> ExpressionNode {
    let start = index
    switch name {
    case "and", "or", "not", "in": throw unexpected(expected: "a value")
    default: advance()
    }
    switch name {
    case "none": return node(from: start, .none)
    case "true": return node(from: start, .bool(true))
    case "false": return node(from: start, .bool(false))
    case "infinity": return node(from: start, .number(.infinity))
    case "nan": return node(from: start, .number(.nan))
    default: return node(from: start, .name(name))
    }
  }

  // list = "[" [ expression { "," expression } [ "," ] ] "]"
  private mutating func parseList() throws -> ExpressionNode {
    let start = index
    let open = advance()
    var elements: [ExpressionNode] = []
    while !at(.closeBracket) {
      elements.append(try parseFreeExpression())
      if !take(.comma) { break }
    }
    try close(.closeBracket, opened: open)
    return node(from: start, .list(elements))
  }

  // text = start { part | "{" expression "}" } end
  private mutating func parseText() throws -> ExpressionNode {
    let start = index
    advance()
    var parts: [TextPart] = []
    while !at(.textEnd) {
      switch current.kind {
      case .textPart(let text):
        advance()
        parts.append(.literal(text))
      case .interpolationStart:
        advance()
        parts.append(.expression(try parseFreeExpression()))
        guard at(.interpolationEnd) else { throw unexpected(expected: "} after the expression") }
        advance()
      default: throw unexpected(expected: "\" to end the text")
      }
    }
    advance()
    return node(from: start, .text(parts))
  }
}
