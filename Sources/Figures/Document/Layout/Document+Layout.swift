extension Document {
  /// The pages with everything in its place; an empty document has one page.
  public func layout(theme: Theme = .standard) -> [Page] {
    let grid = PageGrid()
    let hasTitle = !metadata.title.isEmpty
    let flow = Flow(theme: theme, grid: grid, headingShift: hasTitle ? 1 : 0)
    let root = [Node(tag: .document, id: 0)]
    let place = Place(
      text: grid.prose, wide: grid.full, structure: root, style: flow.type.body)
    let strips = flow.titleBlock(of: self, place) + flow.strips(for: blocks, in: place)
    var paginator = Paginator(grid: grid)
    var pages = paginator.pages(of: strips)
    let furniture = Furniture(document: self, count: pages.count, flow: flow)
    for index in pages.indices {
      pages[index].items += furniture.items(onPage: index + 1)
      pages[index].resolveLinks(anchors)
    }
    return pages
  }

  /// The destination of each anchor; of two headings with one anchor the first is meant.
  private var anchors: [String: String] {
    let named = Self.headingAnchors(in: blocks).enumerated().compactMap { index, anchor in
      anchor.map { ($0, Flow.destination(index + 1)) }
    }
    return Dictionary(named, uniquingKeysWith: { first, _ in first })
  }

  /// The anchors of all headings in the order they are set.
  private static func headingAnchors(in blocks: [Block]) -> [String?] {
    blocks.flatMap { block -> [String?] in
      switch block {
      case .heading(_, _, let anchor): [anchor]
      case .quote(let inner): headingAnchors(in: inner)
      case .list(let items, _): items.flatMap { headingAnchors(in: $0.blocks) }
      default: []
      }
    }
  }
}

extension Document.Page {
  /// Links to anchors get the names of the places they lead to; one that leads nowhere goes.
  mutating func resolveLinks(_ anchors: [String: String]) {
    items = items.compactMap { item in
      guard case .link(.anchor(let anchor), let color) = item.content else { return item }
      guard let destination = anchors[anchor] else { return nil }
      var copy = item
      copy.content = .link(.anchor(destination), color)
      return copy
    }
  }
}
