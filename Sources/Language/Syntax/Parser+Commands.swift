extension Parser {
  // command = verb { argument }
  ///
  /// A verb directly followed by a dot is the name of something the session keeps (`loss.value`).
  mutating func parseCommandOrExpression(_ word: String) throws -> StatementNode {
    let isVerb = vocabulary.verbs.contains(word)
    if isVerb, !(peek().kind == .symbol(.dot) && !peek().spaceBefore) {
      return try parseCommand(word)
    }
    if !isVerb, word != "not", looksLikeCommand { throw unknownVerb(word) }
    return try parseExpressionStatement()
  }

  /// Whether the next token could only be the first argument of a verb.
  private var looksLikeCommand: Bool {
    switch peek().kind {
    case .name(let next): !["and", "or", "in"].contains(next)
    case .number, .textStart: true
    default: false
    }
  }

  private func unknownVerb(_ word: String) -> SyntaxProblem {
    let place = span(of: current)
    if vocabulary.functions.contains(word) { return problem(.functionAsStatement(word), at: place) }
    let words = vocabulary.verbs.union(["let", "for", "while", "if", "def", "assert", "source"])
    let nearest = nearestName(to: word, among: words.sorted())
    return problem(.unknownVerb(word, nearest: nearest), at: place)
  }

  private mutating func parseCommand(_ word: String) throws -> StatementNode {
    let start = index
    let verb = Name(text: word, span: span(of: advance()))
    let outside = isJuxtaposed
    isJuxtaposed = true
    defer { isJuxtaposed = outside }
    var arguments: [ArgumentNode] = []
    if vocabulary.definers.contains(word), beginsDefinition {
      arguments.append(try parseFormulaDefinition())
    }
    while !endsStatement { arguments.append(try parseArgument(of: verb)) }
    return statement(from: start, .command(verb, arguments))
  }

  private mutating func parseArgument(of verb: Name) throws -> ArgumentNode {
    if let name = takeOptionName() {
      return ArgumentNode(name: name, value: try deeper { try $0.parseExpression() })
    }
    if at(.comma) {
      throw unexpected(expected: "the next argument; arguments stand side by side without commas")
    }
    return ArgumentNode(name: nil, value: try deeper { try $0.parseExpression() })
  }
}
