/// The source line a span begins on, with carets under the span.
///
/// A tab is shown as one space, so that carets need no knowledge of tab stops; a control character
/// as a replacement character, so that a hostile script cannot drive the terminal. A long line is
/// cut to a window around the carets.
struct SourceExcerpt {
  /// Widest excerpt shown, in terminal columns.
  static let widest = 96

  /// Two lines: source and carets, both indented by two.
  let lines: [String]

  init(_ span: Span) {
    let range = span.source.lineRange(span.source.lineIndex(of: span.start))
    let start = min(span.start, range.upperBound)
    let end = max(start, min(span.end, range.upperBound))
    let before = SourceExcerpt.shown(span.source.slice(range.lowerBound, start))
    let marked = SourceExcerpt.shown(span.source.slice(start, end))
    let after = SourceExcerpt.shown(span.source.slice(end, range.upperBound))
    let (left, middle, right) = SourceExcerpt.window(before, marked, after)
    let carets = String(repeating: "^", count: max(1, displayWidth(middle)))
    let indent = String(repeating: " ", count: displayWidth(left))
    lines = ["  " + left + middle + right, "  " + indent + carets]
  }

  private static func shown(_ text: String) -> String {
    String(
      text.map { character in
        if character == "\t" { return " " }
        let isControl = character.unicodeScalars.contains {
          $0.properties.generalCategory == .control
        }
        return isControl ? "\u{FFFD}" : character
      })
  }

  /// Cuts the three pieces so that together they fit, keeping the marked piece in sight.
  private static func window(
    _ before: String, _ marked: String, _ after: String
  ) -> (String, String, String) {
    if displayWidth(before) + displayWidth(marked) + displayWidth(after) <= widest {
      return (before, marked, after)
    }
    let middle = prefix(marked, columns: widest * 2 / 3)
    let room = widest - displayWidth(middle)
    let right = prefix(after, columns: max(room / 3, room - displayWidth(before)))
    let left = suffix(before, columns: room - displayWidth(right))
    return (left, middle, right)
  }

  private static func prefix(_ text: String, columns: Int) -> String {
    displayWidth(text) <= columns ? text : leading(text, columns - 1) + "…"
  }

  private static func suffix(_ text: String, columns: Int) -> String {
    if displayWidth(text) <= columns { return text }
    return "…" + String(leading(String(text.reversed()), columns - 1).reversed())
  }

  private static func leading(_ text: String, _ columns: Int) -> String {
    var width = 0
    return String(
      text.prefix {
        width += displayWidth($0)
        return width <= columns
      })
  }
}
