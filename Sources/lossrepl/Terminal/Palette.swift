import Commands

/// Colours for what is not a result, chosen among the sixteen that every theme keeps legible on its
/// own background; meaning never hangs on colour alone.
enum Palette {
  private enum Code: String {
    case bold = "1"
    case faint = "2"
    case red = "1;31"
    case green = "32"
    case magenta = "1;35"
    case blue = "1;34"
  }

  /// A piece in colour.
  static func coloured(_ text: String, _ tone: TerminalRenderer.Tone) -> String {
    switch tone {
    case .plain: text
    case .heading: wrapped(text, .bold)
    case .notice: wrapped(text, .faint)
    case .warning: "warning:".isPrefix(of: text, then: { wrapped($0, .magenta) })
    case .error: error(text)
    }
  }

  /// The prompt in colour; readline is told which bytes take no room.
  static func prompt(_ text: String) -> String {
    "\u{1}\u{1B}[\(Code.blue.rawValue)m\u{2}\(text)\u{1}\u{1B}[0m\u{2}"
  }

  /// A heading in colour.
  static func heading(_ text: String) -> String { wrapped(text, .bold) }

  private static func error(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.enumerated().map { index, line in
      if index == 0 { return wrapped(line, .bold) }
      if line.contains("^"), line.allSatisfy({ $0 == " " || $0 == "^" }) {
        return wrapped(line, .red)
      }
      return line.hasPrefix("  try: ") ? wrapped(line, .green) : line
    }.joined(separator: "\n")
  }

  private static func wrapped(_ text: String, _ code: Code) -> String {
    "\u{1B}[\(code.rawValue)m\(text)\u{1B}[0m"
  }
}

extension String {
  /// `text` with this beginning, if it has it, changed.
  fileprivate func isPrefix(of text: String, then change: (String) -> String) -> String {
    text.hasPrefix(self) ? change(self) + text.dropFirst(count) : text
  }
}
