extension Flow {
  private static let padding = 8.0
  /// Code of so few lines is not parted; longer code keeps this many together at its ends.
  private static let keptLines = 4

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
    return panelled(strips, in: column)
  }

  private func panelled(_ lines: [Strip], in column: Column) -> [Strip] {
    var strips = lines
    let panel = Panel(id: nextID(), column: column, color: theme.panel)
    for index in strips.indices {
      strips[index].panels.append(panel)
      if index < Self.keptLines || index >= strips.count - 1 - Self.keptLines {
        strips[index].keepsWithNext = index < strips.count - 1
      }
    }
    // Where the code goes on over a page it has room above and below again.
    var pad = Strip(height: Self.padding)
    pad.panels = [panel]
    for index in strips.indices.dropFirst() {
      strips[index].resumption = [pad]
      if index < strips.count - 1 { strips[index].breakPadding = Self.padding }
    }
    strips.setGaps(before: 8, after: 8)
    return strips
  }

  private func label(_ line: Document.Code.Line) -> SetText? {
    guard !line.label.isEmpty else { return nil }
    return typesetter.set(Document.Prose(line.label), type.code.colored(theme.axis))
  }
}
