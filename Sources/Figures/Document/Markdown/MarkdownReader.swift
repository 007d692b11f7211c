/// Turns lines into blocks; points and quotes are read by readers of their own lines.
struct MarkdownReader {
  private let lines: [String]
  private var position = 0
  private let depth: Int

  /// Lists and quotes inside each other deeper than this are shown as written.
  private static let deepest = 2

  init(lines: [String], depth: Int) {
    self.lines = lines
    self.depth = depth
  }

  mutating func read() -> [Document.Block] {
    var blocks: [Document.Block] = []
    while position < lines.count {
      if let block = readBlock() { blocks.append(block) }
    }
    return blocks
  }

  private mutating func readBlock() -> Document.Block? {
    switch MarkdownLine(lines[position]) {
    case .blank:
      position += 1
      return nil
    case .heading(let level, let text):
      position += 1
      return .heading(level: min(level, 3), Markdown.prose(text))
    case .rule:
      position += 1
      return .rule
    case .fence(let marks): return readFence(marks)
    case .quote where depth < Self.deepest: return readQuote()
    case .item(let number, _, _, _) where depth < Self.deepest: return readList(from: number)
    case .quote, .item, .text: return readParagraph()
    }
  }

  private mutating func readFence(_ marks: String) -> Document.Block {
    let indent = lines[position].prefix { $0 == " " }.count
    position += 1
    var code: [Document.Code.Line] = []
    while position < lines.count {
      let line = lines[position]
      position += 1
      if case .fence(let end) = MarkdownLine(line), end.hasPrefix(marks) { break }
      code.append(.init(String(line.dropFirst(min(indent, line.prefix { $0 == " " }.count)))))
    }
    return .code(Document.Code(lines: code))
  }

  private mutating func readQuote() -> Document.Block {
    var inner: [String] = []
    while position < lines.count, case .quote(let text) = MarkdownLine(lines[position]) {
      inner.append(text)
      position += 1
    }
    var reader = MarkdownReader(lines: inner, depth: depth + 1)
    return .quote(reader.read())
  }

  private mutating func readList(from start: Int?) -> Document.Block {
    var items: [Document.ListItem] = []
    while position < lines.count,
      case .item(let number, let indent, let content, let text) = MarkdownLine(lines[position]),
      (number == nil) == (start == nil)
    {
      position += 1
      let own = [text] + readItemLines(indent: indent, content: content)
      var reader = MarkdownReader(lines: own, depth: depth + 1)
      items.append(Document.ListItem(reader.read()))
      skipBlanksBeforeItem()
    }
    return .list(items, start: start)
  }

  /// The lines below a point's first that belong to it, without their indentation.
  private mutating func readItemLines(indent: Int, content: Int) -> [String] {
    var own: [String] = []
    while position < lines.count {
      let line = lines[position]
      let spaces = line.prefix { $0 == " " }.count
      switch MarkdownLine(line) {
      case .blank:
        guard nextIndent(after: position) > indent else { return own }
        own.append("")
      case .text where own.last != "" || spaces > indent:
        own.append(String(line.dropFirst(min(spaces, content))))
      case _ where spaces > indent:
        own.append(String(line.dropFirst(min(spaces, content))))
      default: return own
      }
      position += 1
    }
    return own
  }

  private func nextIndent(after position: Int) -> Int {
    let next = lines[position...].first { MarkdownLine($0) != .blank }
    return next.map { $0.prefix { $0 == " " }.count } ?? -1
  }

  private mutating func skipBlanksBeforeItem() {
    guard let next = lines[position...].firstIndex(where: { MarkdownLine($0) != .blank }),
      case .item = MarkdownLine(lines[next])
    else { return }
    position = next
  }

  private mutating func readParagraph() -> Document.Block {
    var text = Self.trimmed(lines[position])
    var isBroken = Self.endsInBreak(lines[position])
    position += 1
    while position < lines.count, MarkdownLine(lines[position]) == .text {
      let line = lines[position]
      text += (isBroken ? "\u{2028}" : Self.joint(text.last)) + Self.trimmed(line)
      isBroken = Self.endsInBreak(line)
      position += 1
    }
    return .paragraph(Markdown.prose(text))
  }

  private static func endsInBreak(_ line: String) -> Bool {
    line.hasSuffix("  ") || line.hasSuffix("\\")
  }

  private static func trimmed(_ line: String) -> String {
    let bare = line.drop { $0 == " " }
    let end = bare.lastIndex { $0 != " " }.map { bare.index(after: $0) } ?? bare.startIndex
    let text = bare[..<end]
    return String(text.hasSuffix("\\") ? text.dropLast() : text)
  }

  /// Chinese and Japanese have no space where a line ends; other scripts do.
  private static func joint(_ last: Character?) -> String {
    guard let scalar = last?.unicodeScalars.first?.value else { return " " }
    return (0x3000...0x9FFF).contains(scalar) || (0xFF00...0xFFEF).contains(scalar) ? "" : " "
  }
}
