import CReadline
import Commands
import Glibc
import Language

/// Lines typed at a terminal, edited by GNU readline, with history and completion.
///
/// readline is driven through its callback interface, a key at a time, so that Ctrl-C and a resized
/// window are seen between keys and nothing but flags is touched in a signal handler.
final class ReadlineLineReader: LineReader {
  let isInteractive = true
  private let completer: Completer
  private let history = HistoryFile()
  private let promptsOnDiagnostics = isatty(STDOUT_FILENO) != 1
  private let colours: Bool
  private var received: Line?
  private var before: [String] = []
  private var lastEntry = ""

  /// The reader whose line is being edited.
  ///
  /// readline knows no context in its callbacks, and there is one readline in a process, driven by
  /// the main thread alone.
  nonisolated(unsafe) private static var active: ReadlineLineReader?

  /// A reader that completes by what the notebook knows.
  init(_ notebook: Notebook) {
    completer = Completer(notebook)
    colours = StandardStreams.wantsColour(promptsOnDiagnostics ? STDERR_FILENO : STDOUT_FILENO)
    Self.chooseCharacters()
    using_history()
    for entry in history?.load() ?? [] {
      add_history(entry)
      lastEntry = entry
    }
    readline_prepare(promptsOnDiagnostics ? 1 : 0, Self.completeCommand)
  }

  /// Characters beyond ASCII are edited whole even where no locale is set.
  private static func chooseCharacters() {
    setlocale(LC_CTYPE, "")
    guard String(cString: nl_langinfo(nl_item(CODESET))) != "UTF-8" else { return }
    setlocale(LC_CTYPE, "C.UTF-8")
  }

  func nextLine(number: Int, before: [String]) -> Line {
    self.before = before
    received = nil
    Self.active = self
    defer { Self.active = nil }
    let prompt = self.prompt(number, continuing: !before.isEmpty)
    rl_callback_handler_install(prompt) { ReadlineLineReader.active?.receive($0) }
    while true {
      if let line = received { return line }
      switch Interrupts.waitForInput() {
      case .input: rl_callback_read_char()
      case .resized: rl_resize_terminal()
      case .interrupted:
        readline_abandon()
        show("^C\n")
        return .abandoned
      }
    }
  }

  func takeLine(if belongs: (String) -> Bool) -> String? { nil }

  func remember(_ entry: String) {
    guard entry != lastEntry, entry.contains(where: { !$0.isWhitespace }) else { return }
    lastEntry = entry
    add_history(entry)
    history?.append(entry)
  }

  private func prompt(_ number: Int, continuing: Bool) -> String {
    let text = "in[\(number)]: "
    let shown = continuing ? String(repeating: " ", count: max(0, text.count - 5)) + "...: " : text
    return colours ? Palette.prompt(shown) : shown
  }

  /// Takes a finished line; readline gives the terminal back before the line is run.
  private func receive(_ line: UnsafeMutablePointer<CChar>?) {
    rl_callback_handler_remove()
    guard let line else {
      received = .end
      return
    }
    received = .line(String(cString: line))
    free(line)
  }

  private func show(_ text: String) {
    let stream = promptsOnDiagnostics ? STDERR_FILENO : STDOUT_FILENO
    ByteOutput.writeAll(stream, Array(text.utf8))
  }

  // MARK: Completion

  private static let completeCommand: @convention(c) (Int32, Int32) -> Int32 = { _, _ in
    ReadlineLineReader.active?.complete()
    return 0
  }

  /// Tab: goes on as far as there is one way; a second Tab lists the ways.
  private func complete() {
    let head = before.map { $0 + "\n" }.joined()
    let line = String(cString: readline_text())
    let cursor = Int(readline_cursor())
    let found = completer.complete(head + line, at: head.utf8.count + cursor)
    let start = found.start - head.utf8.count
    guard start >= 0, !found.choices.isEmpty else {
      rl_ding()
      return
    }
    if let text = found.replacement {
      readline_replace(Int32(start), text)
    } else if readline_follows(Self.completeCommand) != 0 {
      list(found.choices)
    } else {
      rl_ding()
    }
  }

  private func list(_ choices: [Completion]) {
    let size = StandardStreams.size(STDIN_FILENO) ?? (80, 24)
    let cursor = readline_cursor()
    readline_move_to_end()
    rl_redisplay()
    let text = CandidateList.text(choices, columns: size.columns, rows: size.rows)
    show("\n" + withoutControls(text) + "\n")
    readline_move_to(cursor)
    rl_on_new_line()
    rl_redisplay()
  }
}

extension Int32 {
  /// `nl_langinfo` takes an item of its own type.
  fileprivate var item: nl_item { nl_item(self) }
}
