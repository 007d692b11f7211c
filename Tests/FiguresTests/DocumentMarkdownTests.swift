import Figures
import Testing

/// Markdown against what it should become, written as one line a block.
struct DocumentMarkdownTests {
  /// Source and outline of the blocks; inline styles as s(strong) e(mphasis) c(ode) l(ink).
  static let cases: [(source: String, expected: String)] = [
    ("", ""),
    ("plain", "p plain"),
    ("two\nlines", "p two lines"),
    ("two  \nlines", "p two\u{2028}lines"),
    ("損失\n関数", "p 損失関数"),
    ("one\n\ntwo", "p one|p two"),
    ("# A\n## B #\n###### C", "h1 A|h2 B|h3 C"),
    ("#no heading", "p #no heading"),
    ("**a** and *b* and `c`", "p s(a) and e(b) and c(c)"),
    ("__a__ _b_", "p s(a) e(b)"),
    ("***a***", "p se(a)"),
    ("**a *b* c**", "p s(a )se(b)s( c)"),
    ("snake_case_name", "p snake_case_name"),
    ("2 * 3 * 4", "p 2 * 3 * 4"),
    ("**open", "p **open"),
    ("*a **b*", "p *a *e(b)"),
    ("``a ` b``", "p c(a ` b)"),
    ("`open", "p `open"),
    ("`*a*`", "p c(*a*)"),
    (#"\*a\* \q"#, #"p *a* \q"#),
    ("[a](http://x)", "p l(a)"),
    ("[*a*](http://x) b", "p el(a) b"),
    ("[a](http://x(y))", "p l(a)"),
    ("[a] (b)", "p [a] (b)"),
    ("[a](", "p [a]("),
    ("<b>bold</b> &amp;", "p <b>bold</b> &amp;"),
    ("![alt](x.png)", "p !l(alt)"),
    ("- a\n- b", "- p a;- p b"),
    ("* a\n  more\n* b", "- p a more;- p b"),
    ("1. a\n2. b", "1 p a;2 p b"),
    ("7) a\n7) b", "7 p a;8 p b"),
    ("- a\n  - b\n  - c\n- d", "- p a,- p b;- p c;- p d"),
    ("- a\n  - b\n    - c", "- p a,- p b,p - c"),
    ("- a\n\n  b\n\nc", "- p a,p b|p c"),
    ("-no list", "p -no list"),
    ("> a\n> b", "q(p a b)"),
    ("> - a\n>   - b", "q(- p a,p - b)"),
    ("---", "rule"),
    ("```\na\n  *b*\n```\nc", "code a⏎  *b*|p c"),
    ("```swift\nopen", "code open"),
    ("a\n```\nb\n```", "p a|code b"),
    ("| a | b |", "p | a | b |"),
    ("a\r\nb", "p a b"),
  ]

  @Test(arguments: cases.indices)
  func markdownBecomesBlocks(_ index: Int) {
    let (source, expected) = Self.cases[index]
    #expect(Self.outline(Markdown.blocks(source)) == expected, "\(source)")
  }

  @Test(arguments: [
    "*", "_", "[", "`", "\\", "> ", "- ", "1. ", "#", "**a", "[](", "~~~", "*a _b ",
  ])
  func whatIsNoProseIsReadQuickly(_ piece: String) {
    let text = String(repeating: piece, count: 5000)
    let blocks = Markdown.blocks(text)
    #expect(!blocks.isEmpty)
  }

  @Test func everythingElseIsShownAsItIsWritten() {
    let text = "a <script> & | x | y $z^2$ {braces} ~tilde~ :: --"
    #expect(Markdown.prose(text).string == text)
  }

  private static func outline(_ blocks: [Document.Block]) -> String {
    blocks.map(outline).joined(separator: "|")
  }

  private static func outline(_ block: Document.Block) -> String {
    switch block {
    case .heading(let level, let prose, _): "h\(level) \(outline(prose))"
    case .paragraph(let prose): "p \(outline(prose))"
    case .list(let items, let start):
      items.enumerated().map { index, item in
        (start.map { "\($0 + index) " } ?? "- ")
          + item.blocks.map(outline).joined(separator: ",")
      }.joined(separator: ";")
    case .quote(let blocks): "q(\(outline(blocks)))"
    case .code(let code): "code \(code.lines.map(\.text).joined(separator: "⏎"))"
    case .rule: "rule"
    default: "?"
    }
  }

  private static func outline(_ prose: Document.Prose) -> String {
    prose.inlines.map { inline in
      let marks = [
        inline.style.contains(.strong) ? "s" : "", inline.style.contains(.emphasis) ? "e" : "",
        inline.style.contains(.code) ? "c" : "", inline.target == nil ? "" : "l",
      ].joined()
      return marks.isEmpty ? inline.text : "\(marks)(\(inline.text))"
    }.joined()
  }
}
