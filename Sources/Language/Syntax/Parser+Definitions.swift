extension Parser {
  /// Whether `name(...) =` stands here: nothing else has an equals sign after its brackets.
  var beginsDefinition: Bool {
    guard case .name = current.kind, peek().kind == .symbol(.openParenthesis) else { return false }
    var depth = 0
    for token in tokens[(index + 1)...] {
      switch token.kind {
      case .symbol(.openParenthesis), .symbol(.openBracket): depth += 1
      case .symbol(.closeParenthesis), .symbol(.closeBracket):
        depth -= 1
        if depth == 0 { return after(token) == .symbol(.assign) }
      case .end: return false
      default: break
      }
    }
    return false
  }

  private func after(_ token: Token) -> Token.Kind? {
    tokens[index...].first { $0.start >= token.end }?.kind
  }

  // definition = name "(" [ parameter { "," parameter } ] ")" "=" expression
  mutating func parseFormulaDefinition() throws -> ArgumentNode {
    let start = index
    let name = try parseNewName("a name for the formula", mayBeVerb: true)
    if vocabulary.verbs.contains(name.text) {
      throw problem(
        "\(name.text) is a verb and cannot be the name of a formula", at: name.span,
        hint: "my_\(name.text)(...) = ...")
    }
    let parameters = try parseParameters(mayBeVerbs: true, hint: nil)
    try expect(.assign, "= and the formula")
    if endsStatement { throw unexpected(expected: "a formula") }
    try refuseIf()
    let body = try parseFreeExpression()
    try refuseIf()
    let definition = FormulaDefinitionNode(name: name, parameters: parameters, body: body)
    return ArgumentNode(name: nil, value: node(from: start, .definition(definition)))
  }

  /// A choice is a function in a formula, as in every table of them.
  private func refuseIf() throws {
    guard at(word: "if") else { return }
    throw problem(
      "if begins a statement and cannot stand in a formula", at: span(of: current),
      hint: "where(condition, a, b)")
  }
}
