extension Flow {
  func paragraph(_ prose: Document.Prose, _ place: Place) -> [Strip] {
    guard !prose.isEmpty else { return [] }
    let text = typesetter.set(prose, place.style, width: place.text.width)
    var strips = lines(of: text, at: place.text.x, part(.paragraph, in: place.structure))
    strips.keepEnds()
    strips.setGaps(before: 7, after: 7)
    return strips
  }

  func list(_ items: [Document.ListItem], from start: Int?, _ place: Place) -> [Strip] {
    let structure = part(.list, in: place.structure)
    let labels = items.indices.map { label($0, from: start, place.style) }
    let indent = max(15, (labels.map(\.width).max() ?? 0) + 6)
    var strips: [Strip] = []
    for (item, label) in zip(items, labels) {
      let own = part(.listItem, in: structure)
      var body = self.strips(for: item.blocks, in: place.indented(indent, own))
      if body.isEmpty { body = [Strip(height: place.style.leading)] }
      for index in body.indices {
        body[index].gapBefore = min(body[index].gapBefore, 2.5)
        body[index].gapAfter = min(body[index].gapAfter, 2.5)
      }
      let x = start == nil ? place.text.x + 3 : place.text.x + indent - 6 - label.width
      // The label belongs to the point's text: alone it would read as a line of its own.
      let owner = body[0].items.first?.structure ?? own
      body[0].items.insert(contentsOf: label.line(0, at: Point(x, 0), owner), at: 0)
      strips += body
    }
    strips.setGaps(before: 6, after: 7)
    return strips
  }

  private func label(_ index: Int, from start: Int?, _ style: SetStyle) -> SetText {
    let text = start.map { "\($0.addingReportingOverflow(index).partialValue)." } ?? "•"
    return typesetter.set(Document.Prose(text), style.colored(theme.muted))
  }

  func quote(_ blocks: [Document.Block], _ place: Place) -> [Strip] {
    let structure = part(.section, in: place.structure)
    var inner = place.indented(14, structure)
    inner.style = place.style.colored(theme.muted)
    var strips = self.strips(for: blocks, in: inner)
    let bar = Column(x: place.text.x, width: 2)
    let panel = Panel(id: nextID(), column: bar, color: theme.axis)
    for index in strips.indices { strips[index].panels.insert(panel, at: 0) }
    strips.setGaps(before: 9, after: 9)
    return strips
  }

  func verdict(_ verdict: Document.Verdict, _ prose: Document.Prose, _ place: Place) -> [Strip] {
    let color = theme.color(of: verdict)
    let panelColor = theme.paper.mixed(with: color, share: 0.09)
    let structure = part(.paragraph, in: place.structure)
    let badge = badge(verdict)
    // As far in for every word, so that verdicts below each other line up.
    let widest = Document.Verdict.allCases.map { self.badge($0).width }.max() ?? 0
    let left = 13 + widest + 9
    let style = place.style
    let text = typesetter.set(prose, style, width: place.wide.width - left - 12)
    var strips = lines(of: text, at: place.wide.x + left, structure)
    let drop = (style.leading - type.badge.leading) / 2
    let frame = Point(place.wide.x + 13, drop)
    strips[0].items.insert(contentsOf: badge.items(at: frame, structure), at: 0)
    strips.insert(Strip(height: 8), at: 0)
    strips.append(Strip(height: 8))
    let background = Panel(id: nextID(), column: place.wide, color: panelColor)
    let bar = Panel(id: nextID(), column: Column(x: place.wide.x, width: 3), color: color)
    for index in strips.indices { strips[index].panels += [background, bar] }
    strips.keepAll()
    strips.setGaps(before: 10, after: 10)
    return strips
  }

  func badge(_ verdict: Document.Verdict) -> Badge {
    let text = typesetter.set(Document.Prose(verdict.rawValue), type.badge)
    return Badge(text: text, color: theme.color(of: verdict))
  }
}

/// A verdict's word on its colour.
struct Badge {
  let text: SetText
  let color: Color
  private static let padding = 4.5

  var width: Double { text.width + 2 * Self.padding }
  var height: Double { text.style.leading }

  func items(at point: Point, _ structure: [Document.Node]) -> [Document.Item] {
    let frame = Rect(origin: point, size: Size(width, height))
    let word = text.line(0, at: Point(point.x + Self.padding, point.y), structure)
    return [Document.Item(frame, .fill(color))] + word
  }
}

extension Theme {
  func color(of verdict: Document.Verdict) -> Color {
    switch verdict {
    case .ok: good
    case .warn: caution
    case .fail: bad
    case .note: muted
    }
  }
}
