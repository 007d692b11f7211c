import Language

/// Puts lines together to entries: as many as it takes until the language calls them complete.
struct EntryReader {
  /// What came.
  enum Entry {
    /// A whole entry, and the line (from 1) of the input it begins on.
    case entry(String, firstLine: Int)
    /// Nothing more will come.
    case end
    /// Ctrl-C.
    case abandoned
    /// Bytes that are no text.
    case unreadable(String)
  }

  let reader: any LineReader
  let isComplete: (String) -> Bool
  private var line = 1

  init(_ reader: any LineReader, isComplete: @escaping (String) -> Bool) {
    self.reader = reader
    self.isComplete = isComplete
  }

  /// The next entry; `number` is the number its first cell will have.
  mutating func next(number: Int) -> Entry {
    var lines: [String] = []
    defer { line += lines.count }
    while true {
      switch reader.nextLine(number: number, before: lines) {
      case .abandoned: return .abandoned
      case .unreadable(let sentence): return .unreadable(sentence)
      case .end where lines.isEmpty: return .end
      case .end: return reader.isInteractive ? .abandoned : entry(lines)
      case .line(let text):
        lines.append(text)
        if isWhole(lines) {
          takeFollowers(&lines)
          return entry(lines)
        }
      }
    }
  }

  private func entry(_ lines: [String]) -> Entry {
    let text = lines.joined(separator: "\n")
    reader.remember(text)
    return .entry(text, firstLine: line)
  }

  /// At a terminal an empty line ends an entry that is still open: it is run as it is, and the
  /// message says what was never closed.
  private func isWhole(_ lines: [String]) -> Bool {
    if reader.isInteractive, lines.count > 1, isBlank(lines[lines.count - 1]) { return true }
    return isComplete(lines.joined(separator: "\n"))
  }

  /// In a script `else` may follow the `}` of an `if` on the next line, and lines of prose in a row
  /// are one cell.
  private func takeFollowers(_ lines: inout [String]) {
    guard !reader.isInteractive else { return }
    while let last = lines.last, let belongs = follower(of: last, in: lines),
      let line = reader.takeLine(if: belongs)
    {
      lines.append(line)
      while !isComplete(lines.joined(separator: "\n")) {
        guard case .line(let more) = reader.nextLine(number: 0, before: lines) else { return }
        lines.append(more)
      }
    }
  }

  private func follower(of last: String, in lines: [String]) -> ((String) -> Bool)? {
    if isProse(last) { return isProse }
    let isIf = (lines.first ?? "").drop { $0 == " " }.hasPrefix("if")
    guard isIf, last.last(where: { !$0.isWhitespace }) == "}" else { return nil }
    return { $0.drop { $0 == " " }.hasPrefix("else") }
  }

  private func isProse(_ line: String) -> Bool {
    line.drop { $0 == " " }.hasPrefix("## ") || line == "##"
  }

  private func isBlank(_ line: String) -> Bool { line.allSatisfy(\.isWhitespace) }
}
