/// Puts strips on pages from the top, those that belong together on the same.
struct Paginator {
  private let grid: PageGrid
  private var pages: [Document.Page] = []
  private var items: [Document.Item] = []
  private var outline: [Document.OutlineEntry] = []
  private var panels: [OpenPanel] = []
  /// Distance from the content's top to the lowest strip, and the room wanted below it.
  private var depth = 0.0
  private var gap = 0.0
  private var breakPadding = 0.0
  private var isAtTop = true

  /// A background with the reach it has so far.
  private struct OpenPanel {
    let panel: Panel
    let top: Double
    var bottom: Double
    /// Behind what comes after it.
    let position: Int
  }

  init(grid: PageGrid) {
    self.grid = grid
  }

  /// The pages; at least one.
  mutating func pages(of strips: [Strip]) -> [Document.Page] {
    var start = 0
    while start < strips.count {
      var end = start + 1
      while end < strips.count, strips[end - 1].keepsWithNext { end += 1 }
      place(strips[start..<end])
      start = end
    }
    if !items.isEmpty || pages.isEmpty { endPage() }
    return pages
  }

  /// Puts strips that belong together; only if no page can hold them are they parted.
  private mutating func place(_ group: ArraySlice<Strip>) {
    if let first = group.first, !isAtTop {
      let mustBreak = first.startsPage || depth + height(of: group) > grid.content.height + 0.01
      if mustBreak { endPage(within: first.panels) }
    }
    for strip in group {
      let bottom = depth + max(gap, strip.gapBefore) + strip.height + strip.breakPadding
      if !isAtTop, bottom > grid.content.height + 0.01 { endPage(within: strip.panels) }
      if isAtTop { for repeated in strip.resumption { put(repeated) } }
      put(strip)
    }
  }

  private func height(of group: ArraySlice<Strip>) -> Double {
    var total = 0.0
    var below = gap
    for strip in group {
      total += max(below, strip.gapBefore) + strip.height
      below = strip.gapAfter
    }
    return total + (group.last?.breakPadding ?? 0)
  }

  private mutating func put(_ strip: Strip) {
    // An empty strip is only a gap, and there is none at the top of a page.
    if strip.height == 0, strip.items.isEmpty, isAtTop { return }
    let before = isAtTop ? 0 : max(gap, strip.gapBefore)
    let top = grid.content.minY + depth + before
    extendPanels(strip, top: top)
    items += strip.items.map { $0.moved(down: top) }
    if let entry = strip.outline { outline.append(entry) }
    depth += before + strip.height
    gap = strip.gapAfter
    breakPadding = strip.breakPadding
    isAtTop = false
  }

  private mutating func extendPanels(_ strip: Strip, top: Double) {
    closePanels { !strip.panels.contains($0.panel) }
    for panel in strip.panels {
      if let index = panels.firstIndex(where: { $0.panel == panel }) {
        panels[index].bottom = top + strip.height
      } else {
        panels.append(
          OpenPanel(
            panel: panel, top: top, bottom: top + strip.height, position: items.count))
      }
    }
  }

  private mutating func closePanels(_ isOver: (OpenPanel) -> Bool) {
    // From the last: what is put in does not move the places before it.
    for open in panels.reversed() where isOver(open) {
      let column = open.panel.column
      let frame = Rect(
        x: column.x, y: open.top, width: column.width, height: open.bottom - open.top)
      items.insert(Document.Item(frame, .fill(open.panel.color)), at: open.position)
    }
    panels.removeAll(where: isOver)
  }

  /// Ends the page; `ongoing` are the backgrounds of what comes next.
  private mutating func endPage(within ongoing: [Panel] = []) {
    for index in panels.indices where ongoing.contains(panels[index].panel) {
      panels[index].bottom += breakPadding
    }
    closePanels { _ in true }
    pages.append(
      Document.Page(
        number: pages.count + 1, size: grid.size, content: grid.content, items: items,
        outline: outline))
    items = []
    outline = []
    depth = 0
    gap = 0
    isAtTop = true
  }
}
