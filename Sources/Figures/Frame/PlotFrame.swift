/// Everything around the data of a chart with two axes: title, legend, axis names, ticks, notes.
///
/// Each part is measured and takes its room before the data gets the rest.
struct PlotFrame {
  var title = ""
  var horizontal: Axis
  var vertical: Axis
  /// Entries of the legend; none when the data is labelled where it is.
  var legend: [LegendEntry] = []
  /// Named vertical lines.
  var events: [ChartEvent] = []
  /// Room kept free right of the data, for labels at the ends of lines.
  var trailing = 0.0
  /// What the chart leaves out or how it is to be read; empty for nothing.
  var note = ""
  /// Whether one unit is to take the same room along both axes.
  var isSquare = false

  /// Draws the frame and returns the area for the data; nil if there is no room for any.
  func draw(on canvas: any Canvas, in rect: Rect, theme: Theme) -> PlotArea? {
    let body = FigureHeader(title: title, legend: legend, note: note)
      .draw(on: canvas, in: rect, theme: theme)
    let strip = EventStrip(axisTitle: vertical.caption, events: events)
    let strips = strip.height(canvas, theme)
    let bottom = bottomHeight(canvas, theme)
    let height = body.height - strips - bottom
    let yTicks = TickLayout.vertical(vertical.scale, height: height, canvas, theme)
    let left = yTicks.width + TickLayout.gap
    let right = max(trailing, TickLayout.overhang(horizontal.scale, canvas, theme))
    var area = body.inset(left: left, top: strips, right: right, bottom: bottom)
    guard area.width >= 8, area.height >= 8 else { return nil }
    if isSquare { area = squared(area) }
    let plot = PlotArea(rect: area, x: horizontal.scale, y: vertical.scale)
    drawVertical(yTicks.ticks, plot, canvas, theme)
    drawHorizontal(plot, room: rect, canvas, theme)
    strip.draw(
      on: canvas, plot: plot, left: area.minX - left, top: area.minY - strips, theme: theme)
    return plot
  }

  private func squared(_ area: Rect) -> Rect {
    let side = min(area.width, area.height)
    return Rect(x: area.minX, y: area.minY, width: side, height: side)
  }

  private func bottomHeight(_ canvas: any Canvas, _ theme: Theme) -> Double {
    let ticks = canvas.measure(Text("0", theme.tickStyle)).height + TickLayout.gap
    guard !horizontal.caption.isEmpty else { return ticks }
    return ticks + canvas.measure(Text(horizontal.caption, theme.labelStyle)).height + 2
  }

  private func drawVertical(
    _ ticks: [Tick], _ plot: PlotArea, _ canvas: any Canvas, _ theme: Theme
  ) {
    let area = plot.rect
    for tick in ticks {
      guard let share = plot.y.position(of: tick.value) else { continue }
      let y = area.maxY - share * area.height
      guard tick.isNamed else { continue }
      canvas.line(
        from: Point(area.minX, y), to: Point(area.maxX, y),
        with: Stroke(theme.grid, width: theme.lines.hair))
      canvas.draw(
        Text(tick.label, theme.tickStyle), at: Point(area.minX - TickLayout.gap, y), anchor: .right)
    }
  }

  private func drawHorizontal(
    _ plot: PlotArea, room: Rect, _ canvas: any Canvas, _ theme: Theme
  ) {
    let area = plot.rect
    let stroke = Stroke(theme.axis, width: theme.lines.axis)
    canvas.line(from: Point(area.minX, area.maxY), to: Point(area.maxX, area.maxY), with: stroke)
    var tickHeight = 0.0
    for tick in TickLayout.horizontal(plot.x, width: area.width, canvas, theme) {
      guard let share = plot.x.position(of: tick.value) else { continue }
      let x = area.minX + share * area.width
      let length = tick.isNamed ? 3.0 : 1.5
      canvas.line(from: Point(x, area.maxY), to: Point(x, area.maxY + length), with: stroke)
      guard tick.isNamed else { continue }
      let label = Text(tick.label, theme.tickStyle)
      tickHeight = max(tickHeight, canvas.measure(label).height)
      canvas.draw(label, at: Point(x, area.maxY + TickLayout.gap), anchor: .top)
    }
    drawName(below: area, by: TickLayout.gap + tickHeight + 2, room: room, canvas, theme)
  }

  private func drawName(
    below area: Rect, by distance: Double, room: Rect, _ canvas: any Canvas, _ theme: Theme
  ) {
    guard !horizontal.caption.isEmpty else { return }
    let name = Text(
      horizontal.caption, theme.labelStyle, width: room.width, overflow: .ellipsis(lines: 1))
    let half = canvas.measure(name).width / 2
    // Centred under the data, unless that would leave the figure.
    let x = min(max(area.midX, room.minX + half), room.maxX - half)
    canvas.draw(name, at: Point(x, area.maxY + distance), anchor: .top)
  }
}
