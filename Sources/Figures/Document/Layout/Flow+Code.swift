extension Flow {
  private static let padding = 8.0

  func code(_ code: Document.Code, _ place: Place) -> [Strip] {
    let structure = part(.code, in: place.structure)
    let labels = code.lines.map { label($0) }
    let gutter = labels.compactMap { $0?.width }.max().map { $0 + 10 } ?? 0
    let column = place.wide
    var strips = [Strip(height: Self.padding)]
    for (line, label) in zip(code.lines, labels) {
      let x = column.x + 10 + gutter
      let width = column.width - 20 - gutter
      let style = line.isMuted ? type.code.colored(theme.muted) : type.code
      let text = typesetter.set(Document.Prose(line.text), style, width: max(20, width))
      var own = lines(of: text, at: x, structure)
      if let label {
        let place = Point(x - 10 - label.width, 0)
        own[0].items.insert(contentsOf: label.line(0, at: place, structure), at: 0)
      }
      // A wrapped line goes on below in the same place: its end is kept with it.
      own.keepAll()
      strips += own
    }
    strips.append(Strip(height: Self.padding))
    strips.keepEnds()
    let panel = Panel(id: nextID(), column: column, color: theme.panel)
    for index in strips.indices { strips[index].panels.append(panel) }
    strips.setGaps(before: 8, after: 8)
    return strips
  }

  private func label(_ line: Document.Code.Line) -> SetText? {
    guard !line.label.isEmpty else { return nil }
    return typesetter.set(Document.Prose(line.label), type.code.colored(theme.axis))
  }
}
