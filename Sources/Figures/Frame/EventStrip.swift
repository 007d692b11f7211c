/// A moment worth marking across a chart, such as "best epoch 18".
public struct ChartEvent: Hashable, Sendable {
  /// Where along the horizontal axis.
  public var x: Double
  /// What happened.
  public var label: String

  /// A moment with its name.
  public init(_ x: Double, _ label: String) {
    self.x = x
    self.label = label
  }
}

/// The rows between header and data: the vertical axis' name and the names of events.
///
/// They stand above the data so that no name ever covers a line.
struct EventStrip {
  var axisTitle: String
  var events: [ChartEvent]
  private static let gap = 3.0

  /// Height to keep for the rows.
  func height(_ canvas: any Canvas, _ theme: Theme) -> Double {
    let hasAny = !axisTitle.isEmpty || !events.isEmpty
    guard hasAny else { return canvas.measure(Text("0", theme.tickStyle)).height / 2 }
    return rowHeight(canvas, theme) * Double(rows) + Self.gap * 2
  }

  /// One row for the axis' name, one for the first event, another if there are more.
  private var rows: Int { (axisTitle.isEmpty ? 0 : 1) + min(2, events.count) }

  private func rowHeight(_ canvas: any Canvas, _ theme: Theme) -> Double {
    canvas.measure(Text("x", theme.labelStyle)).height
  }

  /// Draws the rows and the events' lines; names that find no room are left out.
  func draw(on canvas: any Canvas, plot: PlotArea, left: Double, top: Double, theme: Theme) {
    let room = plot.rect.maxX - left
    let name = Text(axisTitle, theme.labelStyle, width: room, overflow: .ellipsis(lines: 1))
    if !axisTitle.isEmpty { canvas.draw(name, at: Point(left, top)) }
    let line = rowHeight(canvas, theme)
    let first = top + (axisTitle.isEmpty ? 0 : line)
    var taken: [Rect] = []
    for event in events {
      guard let share = plot.x.position(of: event.x), (0...1).contains(share) else { continue }
      let x = plot.rect.minX + share * plot.rect.width
      let box = place(event, x, first, line, plot, taken, canvas, theme)
      drawLine(at: x, from: box?.maxY ?? plot.rect.minY, plot, canvas, theme)
      if let box { taken.append(box) }
    }
  }

  private func drawLine(
    at x: Double, from top: Double, _ plot: PlotArea, _ canvas: any Canvas, _ theme: Theme
  ) {
    canvas.line(
      from: Point(x, top), to: Point(x, plot.rect.maxY),
      with: Stroke(theme.muted, width: theme.lines.axis, dash: [2, 2]))
  }

  private func place(
    _ event: ChartEvent, _ x: Double, _ top: Double, _ line: Double, _ plot: PlotArea,
    _ taken: [Rect], _ canvas: any Canvas, _ theme: Theme
  ) -> Rect? {
    let text = Text(
      event.label, theme.tickStyle.weighted(.medium), width: plot.rect.width,
      overflow: .ellipsis(lines: 1))
    let extent = canvas.measure(text)
    let left = min(
      max(x - extent.width / 2, plot.rect.minX), plot.rect.maxX - extent.width)
    for row in stride(from: min(2, events.count) - 1, through: 0, by: -1) {
      let box = Rect(
        x: left, y: top + Double(row) * line + Self.gap, width: extent.width, height: extent.height)
      let wide = box.inset(left: -4, right: -4)
      guard !taken.contains(where: { $0.overlaps(wide) }) else { continue }
      canvas.draw(text, at: box.origin)
      return box
    }
    return nil
  }
}
