import Testing

@testable import Figures

/// What stands where, on placed items and on recorded calls.
struct DocumentLayoutTests {
  private static let word = String(repeating: "pneumono", count: 63).prefix(500)

  /// A report of many blocks of every kind in an order drawn from a seed.
  private static func shuffled(seed: UInt64) -> Document {
    var generator = TestGenerator(seed: seed)
    var document = DocumentSample.report
    document.blocks.shuffle(using: &generator)
    return document
  }

  static let documents: [(name: String, document: Document)] =
    [
      ("sample", DocumentSample.report),
      ("empty", Document(metadata: DocumentMetadata())),
      ("title only", Document(metadata: DocumentMetadata(title: String(word)))),
      ("long word", document([.paragraph(Document.Prose(String(word)))])),
      ("long word in a list", document([.list([.init(Document.Prose(String(word)))])])),
      ("long word in code", document([.code(.init(String(word)))])),
      ("long word in facts", document([.facts([.init("a", Document.Prose(String(word)))])])),
      ("long word in a heading", document([.heading(level: 1, Document.Prose(String(word)))])),
      ("200 rows", document([.table(tallTable)])),
      ("30 columns", document([.table(wideTable)])),
      ("a row taller than a page", document([.table(tallRow)])),
    ] + (1...12).map { ("shuffled with seed \($0)", shuffled(seed: $0)) }

  static func document(_ blocks: [Document.Block]) -> Document {
    Document(metadata: DocumentMetadata(title: "Test"), blocks: blocks)
  }

  static let tallTable = Document.Table(
    columns: [.init("Row", .number), .init("Name"), .init("Value", .decimal)],
    rows: (1...200).map { row in
      ["\(row)", "name \(row)", "\(Double(row) / 7)"].asRow
    }, caption: "Tall", footnote: "Two hundred.")

  static let wideTable = Document.Table(
    columns: (1...30).map { .init(Document.Prose("column \($0)"), .number) },
    rows: (1...3).map { row in (1...30).map { "\($0 * 1000 + row).25" }.asRow })

  static let tallRow = Document.Table(
    columns: [.init("A"), .init("B")],
    rows: [[String(repeating: "many words ", count: 3000), "short"].asRow, ["next", "row"]])

  @Test(arguments: documents.indices)
  func nothingStandsOutsideTheMargins(_ index: Int) {
    let (name, document) = Self.documents[index]
    for page in document.layout() {
      for item in page.items where !item.structure.isEmpty {
        #expect(
          page.content.contains(item.frame, tolerance: 0.75),
          "\(name), page \(page.number): \(item.string ?? "shape") at \(item.frame)")
      }
      for item in page.items {
        #expect(Rect(size: page.size).contains(item.frame), "\(name), page \(page.number)")
      }
    }
  }

  @Test(arguments: documents.indices)
  func noTextOrFigureOverlapsAnother(_ index: Int) {
    let (name, document) = Self.documents[index]
    for page in document.layout() {
      let solid = page.items.filter(\.isSolid)
      for (number, item) in solid.enumerated() {
        for other in solid[(number + 1)...] {
          #expect(
            !item.frame.overlaps(other.frame, tolerance: 0.6),
            "\(name), page \(page.number): \(item.string ?? "figure"), \(other.string ?? "figure")")
        }
      }
    }
  }

  @Test func anEmptyDocumentHasOnePage() {
    let pages = Document(metadata: DocumentMetadata()).layout()
    #expect(pages.count == 1)
    #expect(pages[0].items.compactMap(\.string) == ["1 / 1"])
  }

  @Test(arguments: 0..<60)
  func aHeadingStandsWithWhatFollows(_ lines: Int) {
    let filler = (0..<lines).map { Document.Block.paragraph(Document.Prose("filler \($0)")) }
    let end: [Document.Block] = [
      .heading(level: 1, "First"), .heading(level: 2, "Second"), .paragraph("what follows"),
    ]
    let pages = Self.document(filler + end).layout()
    let holding = pages.filter { page in
      page.items.contains { ["First", "Second", "what follows"].contains($0.string) }
    }
    #expect(holding.count == 1)
  }

  @Test(arguments: 0..<30)
  func noLineOfAParagraphStandsAlone(_ lines: Int) {
    let filler = (0..<lines).map { Document.Block.paragraph(Document.Prose("filler \($0)")) }
    let long = String(repeating: "words that fill some lines ", count: 24)
    let pages = Self.document(filler + [.paragraph(Document.Prose(long))]).layout()
    let counts = pages.map { page in page.items.count { $0.string == long } }.filter { $0 > 0 }
    #expect(counts.allSatisfy { $0 >= 2 }, "\(counts)")
  }

  @Test func aTableRepeatsItsHeaderOnEveryPage() {
    let pages = Self.document([.table(Self.tallTable)]).layout()
    #expect(pages.count > 3)
    for page in pages {
      let words = page.items.compactMap(\.string)
      #expect(words.count { $0 == "Value" } == 1, "page \(page.number)")
    }
    let rows = pages.flatMap(\.items).compactMap(\.string).filter { $0.hasPrefix("name ") }
    #expect(rows == (1...200).map { "name \($0)" })
    let last = pages[pages.count - 1].items.compactMap(\.string)
    #expect(last.contains("Two hundred.") && last.contains("name 199"))
  }

  @Test func decimalPointsStandAboveEachOther() throws {
    let table = Document.Table(
      columns: [.init("Name"), .init("x", .decimal)],
      rows: [["a", "1.5"], ["b", "12.25"], ["c", "100"], ["d", "0.125"]])
    let items = Self.document([.table(table)]).layout()[0].items
    func end(_ string: String) throws -> Double {
      try #require(items.first { $0.string == string }).frame.maxX
    }
    // Figures are of one width: a fraction one digit longer ends one digit further right.
    let digit = try (end("0.125") - end("1.5")) / 2
    #expect(digit > 3)
    #expect(try abs(end("12.25") - end("1.5") - digit) < 0.05)
    #expect(try end("100") < end("1.5") - digit)
  }

  @Test func numbersEndAtTheSamePlace() {
    let items = Self.document([.table(Self.tallTable)]).layout()[0].items
    let ends = (1...9).compactMap { row in items.first { $0.string == "\(row)" }?.frame.maxX }
    #expect(ends.count == 9 && ends.allSatisfy { abs($0 - ends[0]) < 0.05 })
  }

  @Test func aLongWordIsBrokenAndAllOfItIsShown() throws {
    let pages = Self.document([.paragraph(Document.Prose(String(Self.word)))]).layout()
    let lines = pages[0].items.filter { $0.string == String(Self.word) }
    #expect(lines.count > 4)
    #expect(lines.allSatisfy { $0.frame.width > 0 })
  }

  @Test func chineseAndJapaneseBreakWithoutSpaces() {
    let text = String(repeating: "損失関数は予測と正解のずれを表します。", count: 20)
    let lines = Self.document([.paragraph(Document.Prose(text))]).layout()[0].items
      .filter { $0.string == text }
    #expect(lines.count > 5)
    let tops = lines.map(\.frame.y)
    // The leading is that of Latin text: lines of one page keep one distance.
    #expect(zip(tops, tops.dropFirst()).allSatisfy { abs($1 - $0 - 14.5) < 0.01 })
  }

  @Test func codeKeepsItsBackgroundOverPages() {
    let lines = (1...100).map { Document.Code.Line("line \($0)", label: "\($0)") }
    let pages = Self.document([.code(.init(lines: lines))]).layout()
    #expect(pages.count == 2)
    for page in pages {
      let panels = page.items.filter { $0.isFill(Theme.standard.panel) }
      #expect(panels.count == 1)
      for item in page.items where item.string?.hasPrefix("line ") == true {
        #expect(panels[0].frame.contains(item.frame))
      }
    }
  }

  @Test func aPageBreakBeginsAPageAndNeverAnEmptyOne() {
    let blocks: [Document.Block] = [.paragraph("one"), .pageBreak, .pageBreak, .paragraph("two")]
    let pages = Self.document(blocks).layout()
    #expect(pages.count == 2)
    #expect(pages[1].items.contains { $0.string == "two" })
  }

  @Test func linksLeadToHeadingsThatExist() {
    let blocks: [Document.Block] = [
      .paragraph(.link("there", toAnchor: "x") + " and " + .link("nowhere", toAnchor: "y")),
      .heading(level: 1, "Other"), .heading(level: 2, "X", anchor: "x"),
    ]
    let items = Self.document(blocks).layout()[0].items
    let targets = items.compactMap { item -> Document.Inline.Target? in
      if case .link(let target, _) = item.content { target } else { nil }
    }
    #expect(targets == [.anchor("heading-2")])
  }

  @Test func theOutlineNestsAndTagsAreClosed() {
    let document = DocumentSample.report
    let canvas = RecordingCanvas(size: .a4)
    document.draw(document.layout(), on: canvas)
    var open: [Figures.Tag] = []
    var titles: [String] = []
    for call in canvas.calls {
      switch call {
      case .beginTag(let tag): open.append(tag)
      case .endTag(let tag): #expect(open.popLast() == tag)
      case .outline(let title, _, let parent):
        titles.append(title)
        #expect((parent != nil) == ["日本語と中文の長い段落", "What was tried"].contains(title))
      default: break
      }
    }
    #expect(open.isEmpty)
    #expect(titles.count == 6)
    #expect(canvas.calls.count { $0 == .beginTag(.document) } == 1)
  }

  @Test func theFirstPageHasTheTitleAndLaterOnesRepeatItSmall() {
    let pages = DocumentSample.report.layout()
    let title = DocumentSample.report.metadata.title
    for page in pages {
      let titles = page.items.filter { $0.string == title }
      #expect(titles.count == 1)
      #expect((titles[0].frame.height > 20) == (page.number == 1))
      #expect(page.items.contains { $0.string == "\(page.number) / \(pages.count)" })
    }
  }
}

extension [String] {
  fileprivate var asRow: Document.Table.Row { .init(map { .init(Document.Prose($0)) }) }
}

extension Document.Item {
  /// Whether nothing may be drawn over it.
  fileprivate var isSolid: Bool {
    switch content {
    case .text(let text, _, _): text.string != "\u{200B}"
    case .figure: true
    case .fill, .disc, .link: false
    }
  }

  fileprivate func isFill(_ color: Color) -> Bool {
    if case .fill(color) = content { true } else { false }
  }
}

/// SplitMix64, so that an order can be had again from its seed.
private struct TestGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
