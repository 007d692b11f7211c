/// What kind of block a line begins or goes on with.
enum MarkdownLine: Equatable {
  case blank
  case heading(level: Int, String)
  case fence(String)
  case rule
  case quote(String)
  /// `content` is the column where the point's own text begins.
  case item(number: Int?, indent: Int, content: Int, String)
  case text

  init(_ line: String) {
    let indent = line.prefix { $0 == " " }.count
    let rest = line.dropFirst(indent)
    if rest.isEmpty || rest.allSatisfy(\.isWhitespace) {
      self = .blank
    } else if let fence = Self.fence(rest) {
      self = fence
    } else if let heading = Self.heading(rest) {
      self = heading
    } else if Self.isRule(rest) {
      self = .rule
    } else if rest.first == ">" {
      let text = rest.dropFirst()
      self = .quote(String(text.first == " " ? text.dropFirst() : text))
    } else {
      self = Self.item(rest, indent: indent) ?? .text
    }
  }

  private static func fence(_ line: Substring) -> Self? {
    guard let mark = line.first, mark == "`" || mark == "~" else { return nil }
    let marks = line.prefix { $0 == mark }
    guard marks.count >= 3, !line.dropFirst(marks.count).contains("`") else { return nil }
    return .fence(String(marks))
  }

  private static func heading(_ line: Substring) -> Self? {
    let marks = line.prefix { $0 == "#" }.count
    let rest = line.dropFirst(marks)
    guard (1...6).contains(marks), rest.first == " " else { return nil }
    let text = rest.drop { $0 == " " }
    let bare = text.reversed().drop { $0 == "#" || $0 == " " }.reversed()
    return bare.isEmpty ? nil : .heading(level: marks, String(bare))
  }

  private static func isRule(_ line: Substring) -> Bool {
    guard let mark = line.first, "-*_".contains(mark) else { return false }
    let marks = line.filter { $0 != " " }
    return marks.count >= 3 && marks.allSatisfy { $0 == mark }
  }

  private static func item(_ line: Substring, indent: Int) -> Self? {
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let after = line.dropFirst(digits.count)
    guard digits.count < 10, let mark = after.first else { return nil }
    guard (digits.isEmpty ? "-*+" : ".)").contains(mark) else { return nil }
    let rest = after.dropFirst()
    guard rest.isEmpty || rest.first == " " else { return nil }
    let text = rest.drop { $0 == " " }
    let gap = rest.count - text.count
    let content = indent + digits.count + 1 + ((1...4).contains(gap) ? gap : 1)
    return .item(number: Int(digits), indent: indent, content: content, String(text))
  }
}
