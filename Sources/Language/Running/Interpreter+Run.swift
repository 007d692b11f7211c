extension Interpreter {
  /// Runs a program.
  ///
  /// Each statement done replaces `session`; on an error it is as before the failing statement.
  /// Events come in order; mistakes come as `.error`, and the first one ends the run. A text with
  /// a mistake in its grammar is not run at all, and every such mistake comes.
  public func run(
    _ source: SourceText, session: inout Session, control: Interruption = Interruption(),
    emit: @escaping (Event) -> Void
  ) -> Outcome {
    let program = Parser.parse(source, vocabulary(session), limits)
    guard program.problems.isEmpty else {
      for problem in limited(program.problems) { emit(.error(problem)) }
      return .notUnderstood
    }
    let machine = Machine(session: session, interpreter: self, control: control, emit: emit)
    defer { session = machine.session }
    machine.enter(source)
    for cell in program.cells {
      let outcome = machine.runCell(cell, of: source)
      if outcome != .done { return outcome }
    }
    return control.isRequested ? .interrupted : .done
  }

  /// The first so many mistakes; if there are more, the last one tells how many.
  func limited(_ problems: [Diagnostic]) -> [Diagnostic] {
    guard problems.count > limits.diagnostics else { return problems }
    let rest = problems.count - limits.diagnostics
    return problems.prefix(limits.diagnostics) + [Diagnostic("and \(rest) more mistakes")]
  }

  func vocabulary(_ session: Session) -> Vocabulary {
    let functions = session.scope.variables.filter {
      if case .function = $0.value { return true }
      return false
    }
    var vocabulary = commands.vocabulary
    vocabulary.functions = Set(functions.keys)
    return vocabulary
  }

  /// Whether a text typed so far is a whole entry; if not, the prompt asks for another line: a
  /// bracket or block is open, or the text ends in `->` or `\`.
  public func isComplete(_ text: String) -> Bool {
    let lexed = Lexer.lex(SourceText(name: "", text: text))
    if !lexed.problems.isEmpty { return true }
    if !lexed.neverClosed.isEmpty { return false }
    let last = lexed.tokens.last { $0.kind != .newline && $0.kind != .end }
    if last?.kind == .symbol(.arrow) { return false }
    return !endsInContinuation(text)
  }

  private func endsInContinuation(_ text: String) -> Bool {
    let lastLine = text.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    let code = lastLine.reversed().drop { $0 == " " || $0 == "\t" || $0 == "\r" }
    return code.first == "\\"
  }
}
