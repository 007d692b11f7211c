import Commands
import Glibc
import Language

/// One run of the program: a notebook, where its events go, and what to do with it.
struct Program {
  let invocation: Invocation
  let presenter: Presenter
  let notebook: Notebook

  /// Runs the program with the words after its name and returns its exit status.
  static func launch(_ words: [String]) -> Int32 {
    StandardStreams.reserve()
    do throws(Invocation.Refusal) {
      let invocation = try Invocation(words)
      if let name = StandardStreams.environment("LOSSREPL_KERNELS"),
        let mistake = useKernels(name)
      {
        throw .mistake(mistake)
      }
      return Program(invocation).run()
    } catch {
      switch error {
      case .answer(let text):
        let output = ByteOutput(STDOUT_FILENO)
        output.write(text + "\n")
        output.flush()
        return 0
      case .mistake(let sentence):
        let line = "lossrepl: \(sentence) (lossrepl --help explains)\n"
        ByteOutput.writeAll(STDERR_FILENO, Array(line.utf8))
        return 2
      }
    }
  }

  init(_ invocation: Invocation) {
    self.invocation = invocation
    if let threads = invocation.options.threads { useThreads(threads) }
    notebook = Notebook(
      seed: invocation.options.seed, arguments: invocation.arguments, control: Interrupts.control)
    presenter = Presenter(
      json: invocation.options.json, quiet: invocation.options.quiet,
      isScript: invocation.task != .converse)
  }

  /// Does what was asked.
  func run() -> Int32 {
    defer { presenter.finish() }
    switch invocation.task {
    case .converse: return converse()
    case .runLines(let text):
      Interrupts.install(leavingAtSecond: true)
      return status(run(SourceText(name: "-c", text: text)))
    case .runFile(let path):
      Interrupts.install(leavingAtSecond: true)
      return reading(path) { status(run($0)) }
    case .check(let paths): return paths.map(check).max() ?? 0
    }
  }

  private func converse() -> Int32 {
    let isTerminal = isatty(STDIN_FILENO) == 1 && invocation.options.json == false
    Interrupts.install(leavingAtSecond: !isTerminal)
    guard isTerminal else { return Conversation(self, PlainLineReader()).run() }
    let reader = ReadlineLineReader(notebook)
    if !invocation.options.quiet { presenter.greet() }
    return Conversation(self, reader).run()
  }

  /// Runs a program or an entry and shows what happens.
  func run(_ source: SourceText) -> Interpreter<Session>.Outcome {
    var isSaid = false
    let outcome = notebook.run(source) { event in
      if case .fit(let fit) = event { isSaid = fit.reason == "interrupted" }
      presenter.show(event)
    }
    if outcome == .interrupted, !isSaid { presenter.show(.notice("interrupted")) }
    presenter.finish()
    return outcome
  }

  private func check(_ path: String) -> Int32 {
    reading(path) { source in
      let mistakes = notebook.interpreter.check(source, session: notebook.session)
      for mistake in mistakes { presenter.show(.error(mistake)) }
      if mistakes.isEmpty { presenter.show(.notice("\(path): no mistakes found")) }
      return mistakes.isEmpty ? 0 : 2
    }
  }

  private func reading(_ path: String, _ body: (SourceText) -> Int32) -> Int32 {
    do { return body(try readSource(path)) } catch {
      let problem = error as? any ExplainedError
      presenter.show(.error(Diagnostic(problem?.message ?? "\(error)", hint: problem?.hint)))
      return 2
    }
  }

  /// The exit status of an outcome.
  func status(_ outcome: Interpreter<Session>.Outcome) -> Int32 {
    switch outcome {
    case .done: 0
    case .failed: 1
    case .notUnderstood: 2
    case .interrupted: 130
    case .quit(let status): Int32(truncatingIfNeeded: status)
    }
  }
}
