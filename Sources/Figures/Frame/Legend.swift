/// A name and the role it explains.
struct LegendEntry: Hashable, Sendable {
  var name: String
  var role: Role
  /// Whether the role fills areas; otherwise it draws lines.
  var isFilled = false
}

/// The names of series, in rows as wide as the figure.
struct Legend {
  var entries: [LegendEntry]
  private static let gap = 5.0
  private static let between = 14.0
  private static let maximumRows = 4

  /// Draws the rows and returns their height; what finds no room is counted at the end.
  func draw(on canvas: any Canvas, in rect: Rect, theme: Theme) -> Double {
    let rows = arranged(canvas, width: rect.width, theme)
    let height = canvas.measure(Text("x", theme.labelStyle)).height
    var y = rect.minY
    for row in rows {
      for item in row { draw(item, at: Point(rect.minX, y), height, canvas, theme) }
      y += height + 2
    }
    return y - rect.minY - (rows.isEmpty ? 0 : 2)
  }

  private static func sample(_ entry: LegendEntry) -> Double { entry.isFilled ? 8 : 18 }

  private struct Item {
    var entry: LegendEntry?
    var text: Text
    var x: Double
  }

  private func arranged(_ canvas: any Canvas, width: Double, _ theme: Theme) -> [[Item]] {
    var rows: [[Item]] = [[]]
    var x = 0.0
    for (index, entry) in entries.enumerated() {
      // A name may take a line of its own, never more.
      let text = Text(
        entry.name, theme.labelStyle, width: max(10, width - Self.sample(entry) - Self.gap),
        overflow: .ellipsis(lines: 1))
      let needed = Self.sample(entry) + Self.gap + canvas.measure(text).width
      if x > 0, x + needed > width {
        if rows.count == Self.maximumRows {
          return withRest(entries.count - index, rows, x, width, canvas, theme)
        }
        rows.append([])
        x = 0
      }
      rows[rows.count - 1].append(Item(entry: entry, text: text, x: x))
      x += needed + Self.between
    }
    return rows
  }

  private func withRest(
    _ count: Int, _ rows: [[Item]], _ x: Double, _ width: Double, _ canvas: any Canvas,
    _ theme: Theme
  ) -> [[Item]] {
    var rows = rows
    var (x, count) = (x, count)
    var rest: Text { Text("and \(count) more", theme.tickStyle) }
    while x + canvas.measure(rest).width > width, let last = rows[rows.count - 1].popLast() {
      x = last.x
      count += 1
    }
    rows[rows.count - 1].append(Item(entry: nil, text: rest, x: x))
    return rows
  }

  private func draw(
    _ item: Item, at origin: Point, _ height: Double, _ canvas: any Canvas, _ theme: Theme
  ) {
    let left = origin.x + item.x
    let middle = origin.y + height / 2
    guard let entry = item.entry else {
      canvas.draw(item.text, at: Point(left, middle), anchor: .left)
      return
    }
    if entry.isFilled {
      canvas.fill(
        Rect(x: left, y: middle - 4, width: 8, height: 8), with: theme.color(of: entry.role))
    } else {
      canvas.line(
        from: Point(left, middle), to: Point(left + Self.sample(entry), middle),
        with: theme.stroke(of: entry.role))
    }
    canvas.draw(item.text, at: Point(left + Self.sample(entry) + Self.gap, origin.y))
  }
}
