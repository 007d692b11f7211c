import Commands
import Language

/// Reads entries and runs them until there are no more.
struct Conversation {
  private let program: Program
  private let reader: any LineReader

  init(_ program: Program, _ reader: any LineReader) {
    self.program = program
    self.reader = reader
  }

  /// Runs the conversation and returns the exit status.
  ///
  /// At a terminal a mistake ends nothing; in a pipe the first one ends the program, as in a script.
  func run() -> Int32 {
    var entries = EntryReader(reader, isComplete: program.notebook.interpreter.isComplete)
    while true {
      let number = program.notebook.session.scope.cellCount + 1
      switch entries.next(number: number) {
      case .entry(let text, let line):
        if let status = run(text, number, line) { return status }
      case .abandoned: if !reader.isInteractive { return 130 }
      case .unreadable(let sentence): return refuse(sentence)
      case .end: return leave()
      }
    }
  }

  /// Runs one entry; a status if it was the last.
  private func run(_ text: String, _ number: Int, _ line: Int) -> Int32? {
    // A Ctrl-C counts for the entry it was pressed in, not for the one before or the next.
    if reader.isInteractive { Interrupts.clear() }
    let outcome = program.run(source(text, number, line))
    if reader.isInteractive { Interrupts.clear() }
    if case .quit(let status) = outcome { return Int32(truncatingIfNeeded: status) }
    return reader.isInteractive || outcome == .done ? nil : program.status(outcome)
  }

  private func source(_ text: String, _ number: Int, _ line: Int) -> SourceText {
    reader.isInteractive
      ? SourceText(name: "in[\(number)]", text: text)
      : SourceText(name: "<stdin>", text: text, firstLine: line)
  }

  private func refuse(_ sentence: String) -> Int32 {
    program.presenter.show(.error(Diagnostic(sentence)))
    return 2
  }

  private func leave() -> Int32 {
    if reader.isInteractive { program.presenter.endLine() }
    return 0
  }
}
