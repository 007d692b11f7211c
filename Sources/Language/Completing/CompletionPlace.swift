/// What stands before the cursor: the word being typed, and the tokens of its statement.
struct CompletionPlace {
  let source: SourceText

  /// The word or the inside of the text literal being typed.
  let word: String

  /// Where it begins.
  let start: Int

  /// Whether the cursor is inside a text literal.
  let isInText: Bool

  /// The tokens of the statement before the word, up to the innermost open bracket's inside.
  let tokens: [Token]

  /// The name before the innermost open `(`, if the cursor is inside one.
  let called: String?

  /// Whether the cursor is inside any bracket.
  let isInBrackets: Bool

  init(_ typed: String) {
    let source = SourceText(name: "", text: typed)
    let lexed = Lexer.lex(source)
    self.source = source
    let end = source.bytes.count
    var place = end
    var inText = false
    if case .text(let at)? = lexed.modesAtEnd.last {
      inText = true
      place = at + 1
    } else if let last = lexed.tokens.last(where: { $0.start < $0.end }), last.end == end,
      case .name = last.kind
    {
      place = last.start
    }
    isInText = inText
    start = place
    word = source.slice(place, end)
    let before = lexed.tokens.filter {
      $0.end <= place && $0.kind != .end && !(inText && $0.start == place - 1)
    }
    tokens = CompletionPlace.statement(before)
    let bracket = lexed.modesAtEnd.last(where: CompletionPlace.isRoundOrSquare)
    isInBrackets = bracket != nil
    called = CompletionPlace.called(lexed.modesAtEnd, before)
  }

  private static func isRoundOrSquare(_ mode: Lexer.Mode) -> Bool {
    if case .bracket(let symbol, _) = mode { return symbol != .openBrace }
    return false
  }

  private static func statement(_ tokens: [Token]) -> [Token] {
    let begin = tokens.lastIndex {
      switch $0.kind {
      case .newline, .prose, .interpolationStart: true
      case .symbol(let symbol): [.semicolon, .openBrace, .closeBrace].contains(symbol)
      default: false
      }
    }
    return Array(tokens[(begin.map { $0 + 1 } ?? 0)...])
  }

  private static func called(_ modes: [Lexer.Mode], _ tokens: [Token]) -> String? {
    for mode in modes.reversed() {
      guard case .bracket(let symbol, let place) = mode else { continue }
      guard symbol == .openParenthesis else { return nil }
      guard let token = tokens.last(where: { $0.end == place }), case .name(let name) = token.kind
      else { return nil }
      return name
    }
    return nil
  }

  /// The name before a trailing `=`.
  var optionBeingGiven: String? {
    guard tokens.last?.kind == .symbol(.assign), tokens.count >= 2,
      case .name(let name) = tokens[tokens.count - 2].kind
    else { return nil }
    return name
  }

  /// The names of `a.b.` before the cursor.
  var fieldPath: [String]? {
    guard tokens.last?.kind == .symbol(.dot) else { return nil }
    var path: [String] = []
    var index = tokens.count - 1
    while index >= 1, tokens[index].kind == .symbol(.dot),
      case .name(let name) = tokens[index - 1].kind
    {
      path.insert(name, at: 0)
      index -= 2
    }
    return path.isEmpty ? nil : path
  }

  /// The name the statement begins with; on the right side of a binding, the name after `=`.
  var head: (name: String, rest: [Token])? {
    var rest = tokens[...]
    if rest.first?.kind == .name("let") || rest.first?.kind == .name("time") {
      rest = rest.dropFirst()
    }
    if rest.count >= 2, case .name = rest[rest.startIndex].kind,
      rest[rest.startIndex + 1].kind == .symbol(.assign)
    {
      rest = rest.dropFirst(2)
    }
    guard case .name(let name)? = rest.first?.kind else { return nil }
    return (name, Array(rest.dropFirst()))
  }

  /// The parameters of `name(a, b) = ...`, if the cursor is behind the equals sign.
  func formulaParameters(_ rest: [Token]) -> [String]? {
    guard rest.count > 3, case .name = rest[0].kind, rest[1].kind == .symbol(.openParenthesis),
      let end = rest.indices.dropLast().first(where: {
        rest[$0].kind == .symbol(.closeParenthesis) && rest[$0 + 1].kind == .symbol(.assign)
      })
    else { return nil }
    return rest[1..<end].indices.compactMap { index in
      let follows = rest[index - 1].kind
      guard case .name(let name) = rest[index].kind,
        follows == .symbol(.openParenthesis) || follows == .symbol(.comma)
      else { return nil }
      return name
    }
  }

  /// Whether a statement, or the right side of a binding, begins here.
  var beginsStatement: Bool {
    switch tokens.count {
    case 0: return true
    case 1: return tokens[0].kind == .name("time")
    default: break
    }
    guard tokens.last?.kind == .symbol(.assign) else { return false }
    return tokens.count == 2 || (tokens.count == 3 && tokens[0].kind == .name("let"))
  }
}
