/// A text laid out in a width, ready to be put on a page line by line.
struct SetText {
  let text: Text
  let extent: TextExtent
  let style: SetStyle
  private let targets: [Document.Inline.Target?]
  private let linkColor: Color

  init(
    text: Text, extent: TextExtent, style: SetStyle, targets: [Document.Inline.Target?],
    linkColor: Color
  ) {
    self.text = text
    self.extent = extent
    self.style = style
    self.targets = targets
    self.linkColor = linkColor
  }

  var lineCount: Int { extent.lines.count }
  var height: Double { Double(lineCount) * style.leading }
  /// Width of the longest line itself.
  var width: Double { extent.lines.map(\.width).max() ?? 0 }

  /// One line with its links, its top at `point`.
  func line(_ number: Int, at point: Point, _ structure: [Document.Node]) -> [Document.Item] {
    let line = extent.lines[number]
    let frame = Rect(x: point.x + line.x, y: point.y, width: line.width, height: style.leading)
    let links = links(number, at: point, structure)
    // Cairo keeps a part's own words only if it has no parts inside: beside links they need one.
    let own = links.isEmpty ? structure : structure.adding(.span, id: 0)
    let content = Document.Item.Content.text(text, line: number, baseline: style.baseline)
    return [Document.Item(frame, content, own)] + links
  }

  /// All lines below each other.
  func items(at point: Point, _ structure: [Document.Node]) -> [Document.Item] {
    (0..<lineCount).flatMap { number in
      line(number, at: Point(point.x, point.y + Double(number) * style.leading), structure)
    }
  }

  private func links(
    _ number: Int, at point: Point, _ structure: [Document.Node]
  ) -> [Document.Item] {
    guard targets.contains(where: { $0 != nil }) else { return [] }
    let line = extent.lines[number]
    let baseline = point.y + style.baseline
    let size = style.style.size
    var items: [Document.Item] = []
    for (run, target) in targets.enumerated() {
      guard let target else { continue }
      let whole = [Rect(x: line.x, y: line.top, width: line.width, height: line.height)]
      let boxes = extent.runBoxes.isEmpty ? whole : extent.runBoxes[run]
      for box in boxes where abs(box.y - line.top) < 0.5 {
        let frame = Rect(
          x: point.x + box.x, y: baseline - size, width: box.width, height: size * 1.22)
        items.append(
          .init(frame, .link(target, linkColor), structure))
      }
    }
    return items
  }
}

extension [Document.Node] {
  /// A part inside the innermost; `id` need only differ from its siblings'.
  func adding(_ tag: Tag, id: Int) -> [Document.Node] {
    self + [Document.Node(tag: tag, id: id)]
  }
}
