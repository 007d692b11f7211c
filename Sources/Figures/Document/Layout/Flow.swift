/// Turns blocks into strips: everything about how a block looks, nothing about pages.
final class Flow {
  let typesetter: Typesetter
  let type: DocumentType
  let grid: PageGrid
  var theme: Theme { type.theme }
  /// Headings' tags go down by one when the title above them takes the first.
  private let headingShift: Int
  private var lastID = 0
  private var headings = 0

  init(theme: Theme, grid: PageGrid, headingShift: Int) {
    typesetter = Typesetter(theme: theme)
    type = DocumentType(theme: theme)
    self.grid = grid
    self.headingShift = headingShift
  }

  /// A number no other part of the document has.
  func nextID() -> Int {
    lastID += 1
    return lastID
  }

  /// The structure with one more part in it.
  func part(_ tag: Tag, in structure: [Document.Node]) -> [Document.Node] {
    structure.adding(tag, id: nextID())
  }

  func strips(for blocks: [Document.Block], in place: Place) -> [Strip] {
    blocks.flatMap { strips(for: $0, in: place) }
  }

  private func strips(for block: Document.Block, in place: Place) -> [Strip] {
    switch block {
    case .heading(let level, let prose, _): heading(max(1, min(3, level)), prose, place)
    case .paragraph(let prose): paragraph(prose, place)
    case .list(let items, let start): list(items, from: start, place)
    case .code(let code): self.code(code, place)
    case .quote(let blocks): quote(blocks, place)
    case .facts(let facts, let columns): self.facts(facts, columns: columns, place)
    case .table(let table): TableFlow(table, place, self).strips()
    case .figures(let pictures): figures(pictures, place)
    case .headline(let headlines): headline(headlines, place)
    case .verdict(let verdict, let prose): self.verdict(verdict, prose, place)
    case .rule: rule(place)
    case .pageBreak: [pageBreak()]
    case .space(let height): space(height)
    }
  }

  private func heading(_ level: Int, _ prose: Document.Prose, _ place: Place) -> [Strip] {
    headings += 1
    let destination = Self.destination(headings)
    let tag = Tag.heading(level: level + headingShift)
    let structure = part(.destination(destination), in: part(tag, in: place.structure))
    let text = typesetter.set(prose, type.heading(level), width: place.text.width)
    var strips = lines(of: text, at: place.text.x, structure)
    strips.keepAll()
    let gap = type.headingGap(level)
    strips.setGaps(before: gap, after: level == 1 ? 9 : level == 2 ? 6 : 3)
    strips[strips.count - 1].keepsWithNext = true
    strips[0].outline = .init(level: level, title: prose.string, destination: destination)
    return strips
  }

  /// The name links and the outline know the n-th heading by.
  static func destination(_ heading: Int) -> String { "heading-\(heading)" }

  private func pageBreak() -> Strip {
    var strip = Strip(height: 0)
    strip.startsPage = true
    return strip
  }

  private func space(_ height: Double) -> [Strip] {
    guard height > 0, height.isFinite else { return [] }
    var strip = Strip(height: 0)
    strip.gapAfter = min(height, grid.content.height)
    return [strip]
  }

  private func rule(_ place: Place) -> [Strip] {
    let frame = Rect(x: place.wide.x, y: 0, width: place.wide.width, height: theme.lines.axis)
    var strips = [Strip(height: theme.lines.axis, items: [.init(frame, .fill(theme.axis))])]
    strips.setGaps(before: 14, after: 14)
    return strips
  }

  /// A strip for each line of a text.
  func lines(of text: SetText, at x: Double, _ structure: [Document.Node]) -> [Strip] {
    (0..<text.lineCount).map { number in
      Strip(
        height: text.style.leading, items: text.line(number, at: Point(x, 0), structure))
    }
  }
}

/// Where blocks go: the column for running text, the one for what may be wider, and the part of
/// the structure they belong to.
struct Place {
  var text: Column
  var wide: Column
  var structure: [Document.Node]
  var style: SetStyle

  /// The same place moved in from the left, as lists and quotes are.
  func indented(_ left: Double, _ structure: [Document.Node]) -> Place {
    var copy = self
    copy.text = text.inset(left: left)
    copy.wide = wide.inset(left: left)
    copy.structure = structure
    return copy
  }
}
