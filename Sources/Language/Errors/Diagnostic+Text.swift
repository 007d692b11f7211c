extension Diagnostic {
  /// The finding as it is shown, without colour and without a line end after the last line.
  ///
  ///     iris.lossrepl:7:5: fit has no option epoch
  ///       fit epoch=5
  ///           ^^^^^
  ///       try: epochs
  public var text: String {
    var lines = [Diagnostic.headline(message, span)]
    if let span { lines += SourceExcerpt(span).lines }
    if let expected { lines.append("  expected \(expected)") }
    if let hint { lines.append("  try: \(hint)") }
    for note in notes { lines += Diagnostic.lines(of: note) }
    return lines.joined(separator: "\n")
  }

  private static func lines(of note: Note) -> [String] {
    guard let span = note.span else { return ["  note: \(note.message)"] }
    return [headline("note: \(note.message)", span)] + SourceExcerpt(span).lines
  }

  private static func headline(_ message: String, _ span: Span?) -> String {
    guard let span else { return message }
    let (line, column) = span.position
    return "\(span.source.name):\(line):\(column): \(message)"
  }
}
