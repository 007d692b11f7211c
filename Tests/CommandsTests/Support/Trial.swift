import Language

@testable import Commands

/// A notebook of its own with what came out of it so far.
final class Trial {
  /// One line shown, or one error.
  enum Line: Equatable {
    case printed(String)
    case said(String)
    case error(String)

    var text: String {
      switch self {
      case .printed(let text), .said(let text), .error(let text): text
      }
    }
  }

  let notebook: Notebook
  private(set) var lines: [Line] = []
  private(set) var events: [Event] = []
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var outcome: Interpreter<Session>.Outcome = .done

  init(control: Interruption = Interruption()) {
    Workspace.enter()
    notebook = Notebook(control: control)
  }

  /// Runs a text and gives how it ended; output is added to what is there.
  @discardableResult
  func run(_ text: String, name: String = "trial") -> Interpreter<Session>.Outcome {
    let renderer = TerminalRenderer()
    outcome = notebook.run(SourceText(name: name, text: text)) { event in
      events.append(event)
      if case .error(let diagnostic) = event {
        diagnostics.append(diagnostic)
        lines.append(.error(diagnostic.text))
      } else if case .fit(let fit) = event {
        lines.append(.printed(fit.sentence(withTime: false)))
      } else if case .plan(let plan) = event {
        let shown = PlainTable(plan.table(withTimes: false)).lines
        lines += shown.map { .printed($0) }
      } else if case .time(let time) = event {
        lines += time.outline.split(separator: "\n").map { .printed(String($0)) }
      } else if let piece = renderer.piece(for: event) {
        let shown = piece.text.split(separator: "\n", omittingEmptySubsequences: false)
        lines += shown.map {
          piece.stream == .output ? .printed(String($0)) : .said(String($0))
        }
      }
    }
    return outcome
  }

  /// Runs lines one after the other until one fails.
  func run(lines: [String]) {
    for line in lines where outcome == .done { run(line) }
  }

  /// Forgets the output so far.
  func clear() {
    lines = []
    events = []
    diagnostics = []
  }

  /// What was printed.
  var printed: String {
    lines.compactMap { if case .printed(let text) = $0 { text } else { nil } }
      .joined(separator: "\n")
  }

  /// Everything shown, in order.
  var shown: String { lines.map(\.text).joined(separator: "\n") }

  /// Whether the notebook still answers.
  var answers: Bool {
    notebook.control.clear()
    let before = lines.count
    return run("print 1 + 1") == .done && lines[before...] == [.printed("2")]
  }
}

/// Runs a text in a notebook of its own.
func trial(_ text: String) -> Trial {
  let trial = Trial()
  trial.run(text)
  return trial
}
