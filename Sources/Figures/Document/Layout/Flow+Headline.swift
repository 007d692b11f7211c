extension Flow {
  /// The numbers side by side, in rows of at most three.
  func headline(_ headlines: [Document.Headline], _ place: Place) -> [Strip] {
    guard !headlines.isEmpty else { return [] }
    let perRow = min(3, headlines.count)
    let columns = place.wide.split(max(2, perRow), gutter: PageGrid.gutter * 2)
    var strips = stride(from: 0, to: headlines.count, by: perRow).map { start -> Strip in
      let row = headlines[start..<min(start + perRow, headlines.count)]
      var strip = Strip(height: 0)
      for (headline, column) in zip(row, columns) {
        let own = card(headline, in: column, place.structure)
        strip.items += own.items
        strip.height = max(strip.height, own.height)
      }
      strip.gapBefore = 12
      strip.gapAfter = 12
      return strip
    }
    strips.setGaps(before: 16, after: 16)
    return strips
  }

  private func card(
    _ headline: Document.Headline, in column: Column, _ structure: [Document.Node]
  ) -> Strip {
    let structure = part(.section, in: structure)
    let top = Rect(x: column.x, y: 0, width: column.width, height: 1.5)
    var card = Strip(height: 9, items: [.init(top, .fill(theme.ink))])
    let label = SetStyle(type.table.style.weighted(.medium), leading: 13)
    add(Document.Prose(headline.label), label, to: &card, column, structure)
    addFigure(headline.value, to: &card, column, structure)
    if let gauge = headline.gauge { addGauge(gauge, to: &card, column) }
    let small = SetStyle(type.table.style, leading: 12.5)
    add(Document.Prose(headline.interval), small, to: &card, column, structure)
    add(Document.Prose(headline.baseline), small.colored(theme.muted), to: &card, column, structure)
    return card
  }

  private func add(
    _ prose: Document.Prose, _ style: SetStyle, to card: inout Strip, _ column: Column,
    _ structure: [Document.Node]
  ) {
    guard !prose.isEmpty else { return }
    let text = typesetter.set(prose, style, width: column.width)
    card.items += text.items(at: Point(column.x, card.height), part(.paragraph, in: structure))
    card.height += text.height
  }

  /// The number itself, smaller if the column is too narrow for it.
  private func addFigure(
    _ value: String, to card: inout Strip, _ column: Column, _ structure: [Document.Node]
  ) {
    let prose = Document.Prose(value)
    let natural = typesetter.set(prose, type.figure).width
    let scale = natural > column.width ? max(0.4, column.width / natural * 0.98) : 1
    add(prose, type.figure.scaled(scale), to: &card, column, structure)
    card.height += 2
  }

  private func addGauge(_ gauge: Document.Gauge, to card: inout Strip, _ column: Column) {
    let y = card.height + 8
    let scale = GaugeScale(gauge.range, column)
    func box(_ from: Double, _ to: Double, height: Double, _ color: Color) {
      let frame = Rect(x: from, y: y - height / 2, width: max(0.5, to - from), height: height)
      card.items.append(.init(frame, .fill(color)))
    }
    box(column.x, column.x + column.width, height: 2, theme.grid)
    if let interval = gauge.interval {
      let color = theme.paper.mixed(with: theme.accent, share: 0.4)
      box(scale.x(interval.lowerBound), scale.x(interval.upperBound), height: 5, color)
    }
    if let baseline = gauge.baseline {
      let x = scale.x(baseline)
      box(max(column.x, x - 0.75), min(column.x + column.width, x + 0.75), height: 11, theme.muted)
    }
    let x = scale.dot(gauge.value, radius: 4)
    let frame = Rect(x: x - 4, y: y - 4, width: 8, height: 8)
    card.items.append(.init(frame, .disc(theme.accent)))
    card.height += 19
  }
}

/// Where values of a gauge lie in its column; what lies outside the range is put at its end.
private struct GaugeScale {
  let range: ClosedRange<Double>
  let column: Column

  init(_ range: ClosedRange<Double>, _ column: Column) {
    self.range = range
    self.column = column
  }

  func x(_ value: Double) -> Double {
    let span = range.upperBound - range.lowerBound
    let share = span > 0 ? (value - range.lowerBound) / span : 0.5
    return column.x + column.width * (share.isFinite ? max(0, min(1, share)) : 0)
  }

  func dot(_ value: Double, radius: Double) -> Double {
    max(column.x + radius, min(column.x + column.width - radius, x(value)))
  }
}
