extension Parser {
  // statement = control | binding | command | expression
  mutating func parseStatement() throws -> StatementNode {
    guard let word = currentName else { return try parseExpressionStatement() }
    if peek().kind == .symbol(.assign) { return try parseAssignment() }
    switch word {
    case "let": return try parseLet()
    case "for": return try parseFor()
    case "while": return try parseWhile()
    case "if": return try parseIf()
    case "def": return try parseDefinition()
    case "return": return try parseReturn()
    case "break": return bare(.leaveLoop)
    case "continue": return bare(.nextRound)
    case "source": return try parseSource()
    case "assert": return try parseAssert()
    case "time": return try parseTime()
    case "else": throw unexpected(expected: "a statement; else follows the } of an if")
    default: return try parseCommandOrExpression(word)
    }
  }

  private mutating func bare(_ kind: StatementNode.Kind) -> StatementNode {
    StatementNode(span: span(of: advance()), kind: kind)
  }

  // prose = prose line { prose line }
  mutating func parseProse() -> StatementNode {
    let start = index
    var lines: [String] = []
    while case .prose(let line) = current.kind {
      lines.append(line)
      let end = advance().end
      guard at(.newline), case .prose = peek().kind, isNextLine(peek().start, after: end)
      else { break }
      advance()
    }
    return StatementNode(
      span: span(from: start), kind: .prose(lines.joined(separator: "\n")))
  }

  private func isNextLine(_ place: Int, after end: Int) -> Bool {
    source.lineIndex(of: place) == source.lineIndex(of: end) + 1
  }

  // binding = "let" name "=" right side
  private mutating func parseLet() throws -> StatementNode {
    let start = index
    advance()
    let name = try parseNewName("a name after let")
    try expect(.assign, "= and a value", hint: "let \(name.text) = ...")
    let value = try parseRightSide()
    return statement(from: start, .bind(name, value))
  }

  // assignment = name "=" right side
  private mutating func parseAssignment() throws -> StatementNode {
    let start = index
    let name = try parseNewName("a name")
    advance()
    return statement(from: start, .assign(name, try parseRightSide()))
  }

  /// A name that may be given to a variable, function or parameter.
  ///
  /// In a formula, where no statement can stand, a parameter may be called as a verb is: `scale`.
  mutating func parseNewName(_ expected: String, mayBeVerb: Bool = false) throws -> Name {
    let name = try expectName(expected)
    if reservedWords.contains(name.text) { throw problem(.reservedName(name.text), at: name.span) }
    if !mayBeVerb, vocabulary.verbs.contains(name.text) {
      throw problem(.verbAsName(name.text), at: name.span)
    }
    return name
  }

  // right side = command | expression
  mutating func parseRightSide() throws -> StatementNode {
    switch currentName {
    case "time": return try parseTime()
    case let word?: return try parseCommandOrExpression(word)
    case nil: return try parseExpressionStatement()
    }
  }

  // "for" name "in" expression block
  private mutating func parseFor() throws -> StatementNode {
    let start = index
    advance()
    let name = try parseNewName("a name for each element")
    guard at(word: "in") else {
      throw unexpected(expected: "in", hint: "for \(name.text) in 1..10 { ... }")
    }
    advance()
    let elements = try parseFreeExpression()
    return statement(from: start, .forEach(name, elements, try parseBlock()))
  }

  // "while" expression block
  private mutating func parseWhile() throws -> StatementNode {
    let start = index
    advance()
    let condition = try parseFreeExpression()
    return statement(from: start, .whileTrue(condition, try parseBlock()))
  }

  // "if" expression block { "else" "if" expression block } [ "else" block ]
  private mutating func parseIf() throws -> StatementNode {
    let start = index
    advance()
    var branches = [Branch(condition: try parseFreeExpression(), body: try parseBlock())]
    while takeElse() {
      guard at(word: "if") else {
        return statement(from: start, .ifElse(branches, otherwise: try parseBlock()))
      }
      advance()
      branches.append(Branch(condition: try parseFreeExpression(), body: try parseBlock()))
    }
    return statement(from: start, .ifElse(branches, otherwise: []))
  }

  /// Steps over `else`, also on the line after the block.
  private mutating func takeElse() -> Bool {
    let ahead = at(.newline) ? 1 : 0
    guard peek(ahead).kind == .name("else") else { return false }
    index += ahead + 1
    return true
  }

  // block = "{" { statement } "}"
  mutating func parseBlock() throws -> [StatementNode] {
    let open = try expect(.openBrace, "{ to begin a block", hint: at(.assign) ? "==" : nil)
    let outside = isJuxtaposed
    isJuxtaposed = false
    defer { isJuxtaposed = outside }
    return try deeper { try $0.parseBlockBody(open) }
  }

  private mutating func parseBlockBody(_ open: Token) throws -> [StatementNode] {
    var statements: [StatementNode] = []
    while !take(.closeBrace) {
      switch current.kind {
      case .newline, .symbol(.semicolon): advance()
      case .prose: statements.append(parseProse())
      case .end:
        throw problem("the { is not closed", at: span(of: open), expected: "}")
      default: statements.append(parseStatementRecovering())
      }
    }
    return statements
  }

  // "source" expression
  private mutating func parseSource() throws -> StatementNode {
    let start = index
    advance()
    return statement(from: start, .source(try parseFreeExpression()))
  }

  // "assert" expression [ expression ]
  private mutating func parseAssert() throws -> StatementNode {
    let start = index
    advance()
    isJuxtaposed = true
    defer { isJuxtaposed = false }
    let condition = try deeper { try $0.parseExpression() }
    let why = endsStatement ? nil : try deeper { try $0.parseExpression() }
    return statement(from: start, .assert(condition, why))
  }

  // "time" statement
  private mutating func parseTime() throws -> StatementNode {
    let start = index
    advance()
    return statement(from: start, .time(try deeper { try $0.parseStatement() }))
  }

  var endsStatement: Bool {
    switch current.kind {
    case .newline, .end, .symbol(.semicolon), .symbol(.closeBrace), .prose: true
    default: false
    }
  }

  mutating func parseExpressionStatement() throws -> StatementNode {
    let start = index
    let value = try parseFreeExpression()
    return statement(from: start, .expression(value))
  }

  func statement(from start: Int, _ kind: StatementNode.Kind) -> StatementNode {
    StatementNode(span: span(from: start), kind: kind)
  }
}
