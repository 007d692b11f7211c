import Timing

/// Draws pages on a canvas: a loop over their items that keeps the structure's parts open as long
/// as items lie in them.
struct PageRenderer {
  private let canvas: any PagedCanvas
  private let theme: Theme
  private var open: [Document.Node] = []
  /// The outline's last entry of each level, by which the next finds its parent.
  private var parents: [(level: Int, entry: Int)] = []

  init(canvas: any PagedCanvas, theme: Theme) {
    self.canvas = canvas
    self.theme = theme
  }

  mutating func draw(_ pages: [Document.Page]) {
    for (index, page) in pages.enumerated() {
      if index > 0 { canvas.nextPage(size: page.size) }
      canvas.setPageLabel(String(page.number))
      canvas.fill(Rect(size: page.size), with: theme.paper)
      for item in page.items { draw(item) }
      leaveText()
      for entry in page.outline { add(entry) }
    }
    move(to: [])
  }

  private mutating func draw(_ item: Document.Item) {
    if case .link(let target, let color) = item.content {
      move(to: item.structure)
      drawLink(target, color, item.frame)
      return
    }
    if item.structure.isEmpty { leaveText() } else { move(to: item.structure) }
    switch item.content {
    case .text(let text, let line, let baseline): draw(text, line, baseline, item.frame)
    case .fill(let color): canvas.fill(item.frame, with: color)
    case .disc(let color):
      let center = Point(item.frame.midX, item.frame.midY)
      canvas.fill(Path(circle: center, radius: item.frame.width / 2), with: color)
    case .figure(let figure):
      timed("figures") {
        canvas.isolated { figure.draw(on: canvas, in: item.frame, theme: theme) }
      }
    case .link: break
    }
  }

  private func draw(_ text: Text, _ line: Int, _ baseline: Double, _ frame: Rect) {
    let lines = canvas.measure(text).lines
    guard lines.indices.contains(line) else { return }
    let own = lines[line]
    let top = frame.y + baseline - (own.baseline - (line == 0 ? 0 : own.top))
    canvas.draw(text, at: Point(frame.x - own.x, top), lines: line..<(line + 1))
  }

  private func drawLink(_ target: Document.Inline.Target, _ color: Color, _ frame: Rect) {
    let tag =
      switch target {
      case .web(let address): Tag.web(address: address, area: frame)
      case .anchor(let name): Tag.link(to: name, area: frame)
      }
    canvas.tagged(tag) {
      let line = Rect(x: frame.x, y: frame.maxY - 0.6, width: frame.width, height: 0.4)
      canvas.fill(line, with: color.opacity(0.55))
    }
  }

  // MARK: Structure

  /// Ends the parts the new item is not in and begins those it is.
  private mutating func move(to structure: [Document.Node]) {
    var common = 0
    while common < min(open.count, structure.count), open[common] == structure[common] {
      common += 1
    }
    while open.count > common, let last = open.popLast() { canvas.endTag(last.tag) }
    for node in structure[common...] {
      canvas.beginTag(node.tag)
      open.append(node)
    }
  }

  /// Ends the innermost part: what adorns a page, and the page's end, are not in anybody's text.
  private mutating func leaveText() {
    while let last = open.last, last.tag.holdsText {
      canvas.endTag(last.tag)
      open.removeLast()
    }
  }

  private mutating func add(_ entry: Document.OutlineEntry) {
    parents.removeAll { $0.level >= entry.level }
    let number = canvas.addOutline(
      entry.title, to: entry.destination, parent: parents.last?.entry)
    parents.append((entry.level, number))
  }
}

extension Tag {
  /// Whether words and pictures stand in it directly rather than in parts of it.
  var holdsText: Bool {
    switch self {
    case .document, .section, .list, .table, .tableRow: false
    default: true
    }
  }
}
