extension Flow {
  /// What heads the first page: a bar, the title, the line below it.
  func titleBlock(of document: Document, _ place: Place) -> [Strip] {
    guard !document.metadata.title.isEmpty else { return [] }
    let bar = Rect(x: place.wide.x, y: 0, width: 34, height: 4)
    var strips = [Strip(height: 15, items: [.init(bar, .fill(theme.accent))])]
    let title = typesetter.set(
      Document.Prose(document.metadata.title), type.title, width: place.wide.width)
    strips += lines(
      of: title, at: place.wide.x, part(.heading(level: 1), in: place.structure))
    if !document.subtitle.isEmpty {
      let subtitle = typesetter.set(
        Document.Prose(document.subtitle), type.subtitle, width: place.wide.width)
      let structure = part(.paragraph, in: place.structure)
      var own = lines(of: subtitle, at: place.wide.x, structure)
      own.setGaps(before: 4, after: 0)
      strips += own
    }
    strips.setGaps(before: 0, after: 18)
    return strips
  }
}

/// What stands on every page outside the blocks: the title above, the page's number below.
struct Furniture {
  let document: Document
  let count: Int
  let flow: Flow

  func items(onPage number: Int) -> [Document.Item] {
    let grid = flow.grid
    let page = set("\(number) / \(count)", width: 80, .trailing)
    let right = grid.content.maxX - 80
    var items = page.items(at: Point(right, grid.footerTop), [])
    let author = set(document.metadata.author, width: grid.content.width - 100, .leading)
    if !document.metadata.author.isEmpty {
      items += author.items(at: Point(grid.content.x, grid.footerTop), [])
    }
    return number == 1 ? items : items + header()
  }

  private func header() -> [Document.Item] {
    let grid = flow.grid
    guard !document.metadata.title.isEmpty else { return [] }
    let title = set(document.metadata.title, width: grid.content.width, .leading)
    let line = Rect(
      x: grid.content.x, y: grid.headerTop + 15, width: grid.content.width,
      height: flow.theme.lines.hair)
    return title.items(at: Point(grid.content.x, grid.headerTop), [])
      + [Document.Item(line, .fill(flow.theme.axis))]
  }

  private func set(_ string: String, width: Double, _ alignment: Text.Alignment) -> SetText {
    flow.typesetter.set(
      Document.Prose(string), flow.type.furniture, width: width, alignment: alignment,
      overflow: .ellipsis(lines: 1))
  }
}
