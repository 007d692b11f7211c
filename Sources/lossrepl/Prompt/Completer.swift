import Commands
import Language

/// Turns what the language says can stand at the cursor into an edit of the line.
struct Completer {
  /// What Tab comes to.
  struct Finding {
    /// Where the word at the cursor begins, in bytes.
    let start: Int
    /// What replaces it; nil if that would change nothing.
    let replacement: String?
    /// All ways to go on.
    let choices: [Completion]
  }

  private let notebook: Notebook

  init(_ notebook: Notebook) { self.notebook = notebook }

  /// What Tab does in `text` at a cursor counted in bytes.
  func complete(_ text: String, at cursor: Int) -> Finding {
    let found = notebook.interpreter.completions(
      text, at: cursor, session: notebook.session, files: FileNames.beginning)
    var seen = Set<String>()
    let choices = found.candidates.filter { seen.insert($0.text).inserted }
    let word = String(decoding: Array(text.utf8)[min(found.start, cursor)..<cursor], as: UTF8.self)
    let opensText = found.start > 0 && Array(text.utf8)[found.start - 1] == UInt8(ascii: "\"")
    let next = choices.count == 1 ? Self.finished(choices[0], opensText) : Self.common(choices)
    return Finding(
      start: found.start, replacement: next.count > word.count ? next : nil, choices: choices)
  }

  /// The only way to go on, with what follows it for certain.
  private static func finished(_ choice: Completion, _ isInText: Bool) -> String {
    if isInText { return choice.text.hasSuffix("/") ? choice.text : choice.text + "\"" }
    return choice.kind == .verb ? choice.text + " " : choice.text
  }

  private static func common(_ choices: [Completion]) -> String {
    guard var common = choices.first?.text else { return "" }
    for choice in choices {
      common = String(zip(common, choice.text).prefix { $0 == $1 }.map(\.0))
    }
    return common
  }
}
