import Language

/// The list that a second Tab shows.
enum CandidateList {
  /// The ways to go on: a line each with what it is, or in columns if that would fill the window.
  static func text(_ choices: [Completion], columns: Int, rows: Int) -> String {
    let width = choices.map { displayWidth($0.text) }.max() ?? 0
    let hasSummaries = choices.contains { !$0.summary.isEmpty }
    if hasSummaries, choices.count <= max(8, rows - 4) {
      return choices.map { line($0, width, columns) }.joined(separator: "\n")
    }
    return inColumns(choices.map(\.text), width, columns, mostLines: max(8, rows - 3))
  }

  private static func line(_ choice: Completion, _ width: Int, _ columns: Int) -> String {
    let name = padded(choice.text, width)
    let line = choice.summary.isEmpty ? "  \(choice.text)" : "  \(name)  \(choice.summary)"
    guard displayWidth(line) >= columns else { return line }
    return line.prefix(max(1, columns - 2)) + "…"
  }

  /// Column by column, as `ls` does.
  private static func inColumns(
    _ names: [String], _ width: Int, _ columns: Int, mostLines: Int
  ) -> String {
    let across = max(1, (columns - 2) / (width + 2))
    let lines = (names.count + across - 1) / across
    var shown = (0..<min(lines, mostLines)).map { row in
      let cells = stride(from: row, to: names.count, by: lines).map { padded(names[$0], width) }
      return "  " + trimmed(cells.joined(separator: "  "))
    }
    if lines > mostLines { shown.append("  … \(names.count) in all; type more of the word") }
    return shown.joined(separator: "\n")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - displayWidth(text)))
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
