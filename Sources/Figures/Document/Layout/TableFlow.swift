/// Sets a table: measures its columns, then makes a strip of every row.
struct TableFlow {
  private let table: Document.Table
  private let place: Place
  private let flow: Flow
  private let columns: TableColumns
  private let structure: [Document.Node]
  private static let padding = 3.0

  init(_ table: Document.Table, _ place: Place, _ flow: Flow) {
    self.table = table
    self.place = place
    self.flow = flow
    columns = TableColumns(table, in: place, flow)
    structure = flow.part(.table, in: place.structure)
  }

  func strips() -> [Strip] {
    guard !table.columns.isEmpty else { return [] }
    let header = header()
    var strips = caption() + [header]
    var body = table.rows.flatMap { rowStrips($0) }
    for index in body.indices { body[index].resumption = [header] }
    if body.count > 1 { body[body.count - 2].keepsWithNext = true }
    strips += body
    strips.append(foot())
    if strips.count > 1 { strips[strips.count - 2].keepsWithNext = true }
    strips.setGaps(before: 11, after: 13)
    return strips
  }

  private func caption() -> [Strip] {
    guard !table.caption.isEmpty else { return [] }
    let text = flow.typesetter.set(
      table.caption, flow.type.tableCaption, width: place.text.width)
    var strips = flow.lines(
      of: text, at: place.wide.x, flow.part(.paragraph, in: place.structure))
    strips[strips.count - 1].gapAfter = 4
    for index in strips.indices { strips[index].keepsWithNext = true }
    return strips
  }

  private func header() -> Strip {
    let row = flow.part(.tableRow, in: structure)
    let style = columns.scaled(flow.type.tableHeader)
    let texts = columns.columns.map { column in
      flow.typesetter.set(
        table.columns[column.index].title, style, width: column.width,
        alignment: column.alignment.textAlignment)
    }
    let height = texts.map(\.height).max() ?? 0
    var strip = Strip(height: height + 7)
    for (column, text) in zip(columns.columns, texts) {
      let cell = flow.part(.tableHeader, in: row)
      strip.items += text.items(at: Point(column.x, height - text.height + 1), cell)
    }
    strip.items.append(line(at: strip.height - 1.75, flow.theme.lines.axis, flow.theme.ink))
    strip.keepsWithNext = true
    return strip
  }

  /// The line that ends the table, and the note below it.
  private func foot() -> Strip {
    var strip = Strip(height: flow.theme.lines.axis)
    strip.items = [line(at: 0, flow.theme.lines.axis, flow.theme.axis)]
    guard !table.footnote.isEmpty else { return strip }
    let text = flow.typesetter.set(table.footnote, flow.type.caption, width: place.text.width)
    let paragraph = flow.part(.paragraph, in: place.structure)
    strip.items += text.items(at: Point(place.wide.x, 5), paragraph)
    strip.height = 5 + text.height
    return strip
  }

  private func line(at y: Double, _ width: Double, _ color: Color) -> Document.Item {
    .init(Rect(x: columns.left, y: y, width: columns.width, height: width), .fill(color))
  }

  // MARK: Rows

  private struct SetCell {
    let column: TableColumns.Column
    let cell: Document.Table.Cell
    let text: SetText
    let indent: Double
    let structure: [Document.Node]
  }

  /// One strip; more only for a row that is taller than half a page, which is cut between lines.
  private func rowStrips(_ row: Document.Table.Row) -> [Strip] {
    let structure = flow.part(.tableRow, in: structure)
    let cells = columns.columns.map { column -> SetCell in
      set(
        row.cells.indices.contains(column.index) ? row.cells[column.index] : "", row, column,
        structure)
    }
    let lines = cells.map(\.text.lineCount).max() ?? 1
    let leading = columns.scaled(flow.type.table).leading
    let most = max(1, Int(flow.grid.content.height / 2 / leading))
    return stride(from: 0, to: max(1, lines), by: most).map { first in
      let shown = first..<min(lines, first + most)
      var strip = self.strip(cells, shown, isHighlighted: row.isHighlighted)
      if shown.upperBound == lines {
        let hair = flow.theme.lines.hair
        strip.items.append(line(at: strip.height - hair, hair, flow.theme.grid))
      }
      return strip
    }
  }

  private func set(
    _ cell: Document.Table.Cell, _ row: Document.Table.Row, _ column: TableColumns.Column,
    _ structure: [Document.Node]
  ) -> SetCell {
    let badge = column.badge
    let inset = column.inset(for: cell.text.string)
    let text = flow.typesetter.set(
      cell.text, columns.style(of: cell, in: row, flow),
      width: max(8, column.width - badge - inset),
      alignment: column.alignment.textAlignment)
    return SetCell(
      column: column, cell: cell, text: text, indent: badge,
      structure: flow.part(.tableCell, in: structure))
  }

  private func strip(_ cells: [SetCell], _ lines: Range<Int>, isHighlighted: Bool) -> Strip {
    let leading = columns.scaled(flow.type.table).leading
    let height = Double(lines.count) * leading + 2 * Self.padding
    var strip = Strip(height: height)
    let tint = flow.theme.paper.mixed(with: flow.theme.accent, share: 0.1)
    if isHighlighted {
      let frame = Rect(x: columns.left, y: 0, width: columns.width, height: height)
      strip.items.append(.init(frame, .fill(tint)))
    }
    for cell in cells {
      if cell.cell.isHighlighted, !isHighlighted {
        strip.items.append(background(cell, strip, tint))
      }
      strip.items += items(cell, lines, leading)
    }
    return strip
  }

  private func background(_ cell: SetCell, _ strip: Strip, _ tint: Color) -> Document.Item {
    let left = max(columns.left, cell.column.x - 5)
    let right = min(columns.left + columns.width, cell.column.x + cell.column.width + 5)
    return .init(Rect(x: left, y: 0, width: right - left, height: strip.height), .fill(tint))
  }

  private func items(_ cell: SetCell, _ lines: Range<Int>, _ leading: Double) -> [Document.Item] {
    var items: [Document.Item] = []
    if let verdict = cell.cell.verdict, lines.lowerBound == 0 {
      let badge = flow.badge(verdict)
      let y = Self.padding + (leading - badge.height) / 2
      items += badge.items(at: Point(cell.column.x, y), cell.structure)
    }
    for line in lines where line < cell.text.lineCount {
      let y = Self.padding + Double(line - lines.lowerBound) * leading
      items += cell.text.line(line, at: Point(cell.column.x + cell.indent, y), cell.structure)
    }
    return items
  }
}

extension Document.Table.Column.Alignment {
  var textAlignment: Text.Alignment { self == .text ? .leading : .trailing }
}
