extension Parser {
  var current: Token { tokens[index] }

  /// The token `ahead` places on; the end token from the end on.
  func peek(_ ahead: Int = 1) -> Token { tokens[min(index + ahead, tokens.count - 1)] }

  func at(_ kind: Token.Kind) -> Bool { current.kind == kind }

  func at(_ symbol: Symbol) -> Bool { current.kind == .symbol(symbol) }

  func at(word: String) -> Bool { current.kind == .name(word) }

  var currentName: String? {
    if case .name(let name) = current.kind { return name }
    return nil
  }

  /// Steps over the current token and gives it; the end token is never passed.
  @discardableResult
  mutating func advance() -> Token {
    let token = current
    if index < tokens.count - 1 { index += 1 }
    return token
  }

  mutating func take(_ symbol: Symbol) -> Bool {
    guard at(symbol) else { return false }
    advance()
    return true
  }

  @discardableResult
  mutating func expect(_ symbol: Symbol, _ expected: String, hint: String? = nil) throws -> Token {
    guard at(symbol) else { throw unexpected(expected: expected, hint: hint) }
    return advance()
  }

  mutating func expectName(_ expected: String) throws -> Name {
    guard let name = currentName else { throw unexpected(expected: expected) }
    return Name(text: name, span: span(of: advance()))
  }

  func span(of token: Token) -> Span { Span(source: source, start: token.start, end: token.end) }

  /// The span from a token up to the last one passed.
  func span(from start: Int) -> Span {
    let last = tokens[max(start, index - 1)]
    return Span(source: source, start: tokens[start].start, end: last.end)
  }

  func unexpected(expected: String, hint: String? = nil) -> SyntaxProblem {
    SyntaxProblem(
      diagnostic: Diagnostic(
        "unexpected \(describe(current))", at: span(of: current), expected: expected, hint: hint))
  }

  func problem(_ message: String, at span: Span, expected: String? = nil, hint: String? = nil)
    -> SyntaxProblem
  {
    SyntaxProblem(diagnostic: Diagnostic(message, at: span, expected: expected, hint: hint))
  }

  func problem(_ error: LanguageError, at span: Span) -> SyntaxProblem {
    problem(error.message, at: span, hint: error.hint)
  }

  func describe(_ token: Token) -> String {
    switch token.kind {
    case .end: "end of the text"
    case .newline: "end of the line"
    case .name(let name): name.count <= 40 ? name : "name"
    case .number: "number"
    case .textStart, .textPart: "text"
    case .textEnd: "end of a text"
    case .interpolationStart: "{"
    case .interpolationEnd: "}"
    case .prose: "prose"
    case .symbol(let symbol): symbol.rawValue
    }
  }

  /// Runs a rule one level deeper; too deep is an error and not a crash.
  mutating func deeper<T>(_ rule: (inout Parser) throws -> T) throws -> T {
    guard depth < limits.nesting, stack.hasRoom else {
      isTooDeep = true
      let limit: LanguageError.Limit = depth < limits.nesting ? .stack : .nesting
      throw problem(.limit(limit, most: limits.nesting), at: span(of: current))
    }
    depth += 1
    defer { depth -= 1 }
    return try rule(&self)
  }
}
