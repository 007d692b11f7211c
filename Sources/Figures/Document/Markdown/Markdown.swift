/// Reads the Markdown of prose cells.
///
/// Known: headings, paragraphs, emphasis, strong, code spans and fences, lists of two levels,
/// links, quotes, rules. Anything else, HTML included, is shown as it is written. Reading never
/// fails: every text is some document.
public enum Markdown {
  /// The blocks of a text.
  public static func blocks(_ text: String) -> [Document.Block] {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var reader = MarkdownReader(lines: lines.map { String($0).expandingTabs }, depth: 0)
    return reader.read()
  }

  /// The text of one paragraph.
  public static func prose(_ text: String) -> Document.Prose {
    var reader = InlineReader(text)
    return Document.Prose(reader.read())
  }
}

extension String {
  /// The line with every tab of its indentation as four spaces.
  fileprivate var expandingTabs: String {
    let indent = prefix { $0 == " " || $0 == "\t" }
    guard indent.contains("\t") else { return self }
    return indent.map { $0 == "\t" ? "    " : " " }.joined() + dropFirst(indent.count)
  }
}
