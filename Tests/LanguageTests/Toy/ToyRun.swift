import Language

/// What came of a program: what it showed, how it ended, and the session after it.
struct ToyRun {
  var lines: [String] = []
  var diagnostics: [Diagnostic] = []
  var outcome: Interpreter<ToySession>.Outcome = .done
  var session = ToySession()

  var output: String { lines.joined(separator: "\n") }
  var errors: String { diagnostics.map(\.text).joined(separator: "\n") }
}

/// Runs programs one after the other in one session, as the prompt does.
func toyRun(
  _ texts: String..., limits: Limits = Limits(), control: Interruption = Interruption()
) -> ToyRun {
  let interpreter = Interpreter(toyCommands, limits: limits)
  var result = ToyRun()
  var session = ToySession()
  for text in texts {
    var lines: [String] = []
    var diagnostics: [Diagnostic] = []
    result.outcome = interpreter.run(
      SourceText(name: "toy", text: text), session: &session, control: control
    ) { event in
      switch event {
      case .text(let text): lines.append(text)
      case .value(let value): lines.append(value.code)
      case .prose(let text): lines.append("## " + text)
      case .figure(let path): lines.append("figure \(path)")
      case .error(let diagnostic): diagnostics.append(diagnostic)
      default: break
      }
    }
    result.lines += lines
    result.diagnostics += diagnostics
  }
  result.session = session
  return result
}
