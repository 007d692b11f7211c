extension Flow {
  /// Names in one column, values in the next; several such pairs side by side if asked for.
  func facts(_ facts: [Document.Fact], columns: Int, _ place: Place) -> [Strip] {
    guard !facts.isEmpty else { return [] }
    let count = max(1, min(3, columns, facts.count))
    let within = count == 1 ? place.text : place.wide
    let sides = within.split(count, gutter: PageGrid.gutter * 2)
    let nameWidth = nameWidth(facts, in: sides[0])
    let rows = (facts.count + count - 1) / count
    let table = part(.table, in: place.structure)
    var strips = (0..<rows).map { row -> Strip in
      let structure = part(.tableRow, in: table)
      var strip = Strip(height: 0)
      for (side, column) in sides.enumerated() {
        let index = side * rows + row
        guard index < facts.count else { continue }
        let cell = pair(facts[index], in: column, nameWidth: nameWidth, structure)
        strip.items += cell.items
        strip.height = max(strip.height, cell.height)
      }
      return strip
    }
    strips.keepEnds()
    strips.setGaps(before: 9, after: 10)
    return strips
  }

  private func nameWidth(_ facts: [Document.Fact], in column: Column) -> Double {
    let widest = facts.map { typesetter.set($0.name, type.table).width }.max() ?? 0
    return min(widest + 1, column.width * 0.45)
  }

  private func pair(
    _ fact: Document.Fact, in column: Column, nameWidth: Double, _ structure: [Document.Node]
  ) -> Strip {
    let style = SetStyle(type.table.style, leading: 14)
    let gap = 14.0
    let name = typesetter.set(fact.name, style.colored(theme.muted), width: nameWidth)
    let value = typesetter.set(
      fact.value, style, width: max(20, column.width - nameWidth - gap))
    let height = max(name.height, value.height) + 3
    let line = Rect(
      x: column.x, y: height - theme.lines.hair, width: column.width, height: theme.lines.hair)
    return Strip(
      height: height,
      items: [.init(line, .fill(theme.grid))]
        + name.items(at: Point(column.x, 1.25), part(.tableHeader, in: structure))
        + value.items(
          at: Point(column.x + nameWidth + gap, 1.25), part(.tableCell, in: structure)))
  }
}
