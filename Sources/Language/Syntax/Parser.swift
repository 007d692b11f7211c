/// A mistake in the grammar, thrown to the statement loop, which records it and goes on at the next
/// statement.
struct SyntaxProblem: Error {
  let diagnostic: Diagnostic
}

/// What the parser needs to know of the world: which words are verbs, which of them take a formula
/// with a name, and which words are functions that were defined earlier.
struct Vocabulary {
  let verbs: Set<String>
  var definers: Set<String> = []
  var functions: Set<String> = []
}

/// A parsed program.
struct Program {
  /// Cells: the statements of one line (or of one that goes on), in order.
  let cells: [[StatementNode]]
  let problems: [Diagnostic]
  let neverClosed: Set<Int>
  /// Names that statements with mistakes were to bind.
  let brokenNames: Set<String>
}

/// Recursive descent, one method per rule of the grammar, with recovery at the next statement.
struct Parser {
  let source: SourceText
  let limits: Limits
  var vocabulary: Vocabulary
  var tokens: [Token]
  var index = 0
  var problems: [Diagnostic] = []
  var depth = 0

  /// Whether arguments stand side by side without punctuation here, so that `a -b` and `f (x)` are
  /// two arguments each.
  var isJuxtaposed = false

  /// Set once the nesting limit is passed; the rest of the text is then not looked at, for going
  /// over it again from every level would take forever.
  var isTooDeep = false

  /// Names that statements with mistakes were to bind: missing them is no further mistake.
  private var brokenNames: Set<String> = []

  let stack = StackGuard()
  private var hasGivenUp = false

  /// Where the lexer found fault, in order.
  private let spoiltPlaces: [Int]

  private init(
    _ source: SourceText, _ lexed: Lexer.Result, _ vocabulary: Vocabulary, _ limits: Limits
  ) {
    self.source = source
    self.limits = limits
    self.vocabulary = vocabulary
    tokens = lexed.tokens
    spoiltPlaces = lexed.problems.compactMap { $0.span?.start }.sorted()
  }

  static func parse(_ source: SourceText, _ vocabulary: Vocabulary, _ limits: Limits) -> Program {
    let lexed = Lexer.lex(source)
    var parser = Parser(source, lexed, vocabulary, limits)
    let cells = parser.parseProgram()
    let problems = (parser.problems + lexed.problems).sorted {
      ($0.span?.start ?? 0) < ($1.span?.start ?? 0)
    }
    return Program(
      cells: cells, problems: problems, neverClosed: lexed.neverClosed,
      brokenNames: parser.brokenNames)
  }

  // program = { line }
  private mutating func parseProgram() -> [[StatementNode]] {
    var cells: [[StatementNode]] = []
    var cell: [StatementNode] = []
    while !at(.end) {
      switch current.kind {
      case .newline:
        index += 1
        if !cell.isEmpty { cells.append(cell) }
        cell = []
      case .symbol(.semicolon): index += 1
      case .prose:
        if !cell.isEmpty { cells.append(cell) }
        cell = []
        cells.append([parseProse()])
      default: cell.append(parseStatementRecovering())
      }
    }
    if !cell.isEmpty { cells.append(cell) }
    return cells
  }

  /// A statement and its end.
  ///
  /// On a mistake: records it, skips to the next statement.
  mutating func parseStatementRecovering() -> StatementNode {
    let start = index
    let before = problems.count
    var result: StatementNode
    do {
      result = try parseStatement()
      try expectStatementEnd()
    } catch {
      record(error)
      let rescued = recover(from: start)
      result = StatementNode(span: span(from: start), kind: .broken(rescued))
    }
    if isSpoilt(from: start) {
      problems.removeSubrange(min(before, problems.count)...)
      result = StatementNode(span: result.span, kind: .broken([]))
    }
    if case .broken = result.kind { rememberNames(from: start) }
    return result
  }

  /// Where the lexer has found fault in a statement, what the parser makes of the rest is noise.
  private func isSpoilt(from start: Int) -> Bool {
    var low = 0
    var high = spoiltPlaces.count
    while low < high {
      let middle = (low + high) / 2
      if spoiltPlaces[middle] < tokens[start].start { low = middle + 1 } else { high = middle }
    }
    return low < spoiltPlaces.count && spoiltPlaces[low] <= current.start
  }

  private mutating func rememberNames(from start: Int) {
    let word = tokens[start].kind
    guard word == .name("let") || word == .name("def") || word == .name("for") else { return }
    for token in tokens[start..<index] {
      if token.kind == .symbol(.openBrace) { return }
      if case .name(let name) = token.kind { brokenNames.insert(name) }
    }
  }

  /// Keeps a mistake; after that of too deep nesting there are no others worth telling.
  private mutating func record(_ error: any Error) {
    guard !hasGivenUp, let problem = error as? SyntaxProblem else { return }
    problems.append(problem.diagnostic)
    hasGivenUp = isTooDeep
  }

  private mutating func expectStatementEnd() throws {
    switch current.kind {
    case .newline, .end, .symbol(.semicolon), .symbol(.closeBrace), .prose: return
    case .symbol(.assign): throw unexpected(expected: "the end of the statement", hint: "==")
    case .symbol(.comma): throw unexpected(expected: "a space between arguments, without a comma")
    default: throw unexpected(expected: "the end of the statement")
    }
  }

  /// Skips to the end of the statement; blocks on the way are parsed for mistakes of their own.
  private mutating func recover(from start: Int) -> [StatementNode] {
    var rescued: [StatementNode] = []
    isJuxtaposed = false
    if isTooDeep { index = tokens.count - 1 }
    if index == start, isClosing { index += 1 }
    while true {
      switch current.kind {
      case .newline, .end, .symbol(.semicolon), .prose: return rescued
      case .symbol(.closeBrace) where depth > 0: return rescued
      case .symbol(.openBrace): rescued += recoverBlock()
      default: index += 1
      }
    }
  }

  private var isClosing: Bool { at(.symbol(.closeBrace)) && depth == 0 }

  /// Parses a block of a broken statement; one that is not closed is reported too.
  private mutating func recoverBlock() -> [StatementNode] {
    do { return try parseBlock() } catch {
      record(error)
      if isTooDeep { index = tokens.count - 1 }
      return []
    }
  }
}
