/// Lays out and draws the body of a bar chart.
struct BarPainter {
  let chart: BarChart
  let canvas: any Canvas
  let theme: Theme
  private static let gap = 6.0

  /// Draws bars, names and values into a rectangle.
  func draw(in body: Rect) {
    let names = CategoryLabels(names: chart.bars.map(\.name), canvas: canvas, theme: theme)
    let title = canvas.measure(Text("x", theme.labelStyle)).height + 4
    let inner = body.inset(
      top: chart.reference == nil ? 0 : title, bottom: chart.xTitle.isEmpty ? 0 : title)
    let row = inner.height / Double(chart.bars.count)
    let fitted = names.fitted(width: body.width * 0.35, pitch: row)
    let values = chart.bars.map { Text(chart.valueLabel($0), theme.tickStyle.colored(theme.ink)) }
    let showsValues = canvas.measure(values[0]).height <= row * 1.05
    let room = showsValues ? (values.map { canvas.measure($0).width }.max() ?? 0) + Self.gap : 0
    let area = inner.inset(left: fitted.width + Self.gap, right: room)
    guard area.width > 2, row > 0 else { return }
    let lengths = chart.bars.map(chart.total) + [chart.reference?.x].compactMap { $0 }
    let scale = Scale(covering: lengths, includingZero: true)
    // Negative bars grow leftwards, so values stand at the right edge where no bar can cover them.
    let hasNegative = chart.bars.contains { chart.total($0) < 0 }
    drawReference(area, scale, in: body)
    for (index, bar) in chart.bars.enumerated() {
      let band = Rect(
        x: area.minX, y: area.minY + Double(index) * row, width: area.width, height: row)
      let end = drawBar(bar, band, scale)
      if showsValues {
        // Beside each other, or the reference would cross some of them out.
        let start = chart.reference == nil ? end : area.maxX
        let x = hasNegative ? body.maxX : start + Self.gap
        canvas.draw(values[index], at: Point(x, band.midY), anchor: hasNegative ? .right : .left)
      }
    }
    fitted.drawRight(at: area.minX - Self.gap, from: area.minY, on: canvas)
    drawBase(area, scale)
    drawTitle(area, body)
  }

  /// Draws the parts of a bar and returns its right end.
  private func drawBar(_ bar: BarChart.Bar, _ band: Rect, _ scale: Scale) -> Double {
    let inset = min(band.height * 0.18, 4)
    var sum = 0.0
    var end = place(0, band, scale)
    for (part, value) in chart.shownValues(bar).enumerated() {
      let (from, to) = (place(sum, band, scale), place(sum + value, band, scale))
      let box = Rect(
        x: min(from, to), y: band.minY + inset, width: abs(to - from),
        height: max(0.5, band.height - 2 * inset))
      // A hair of paper between parts; a small part keeps its width.
      let seam = part > 0 && box.width > 2 ? 0.75 : 0
      if box.width > 0 { canvas.fill(box.inset(left: seam), with: theme.seriesColor(part)) }
      sum += value
      end = max(end, box.maxX)
    }
    return end
  }

  private func place(_ value: Double, _ band: Rect, _ scale: Scale) -> Double {
    band.minX + (scale.position(of: value) ?? 0) * band.width
  }

  /// Draws the length that bars are compared with, its name above them.
  private func drawReference(_ area: Rect, _ scale: Scale, in body: Rect) {
    guard let reference = chart.reference, let share = scale.position(of: reference.x) else {
      return
    }
    let x = area.minX + share * area.width
    let text = Text(
      reference.label, theme.tickStyle.weighted(.medium), width: body.width,
      overflow: .ellipsis(lines: 1))
    let width = canvas.measure(text).width
    let left = min(max(x - width / 2, body.minX), body.maxX - width)
    canvas.draw(text, at: Point(left, area.minY - 2), anchor: .bottomLeft)
    canvas.line(
      from: Point(x, area.minY), to: Point(x, area.maxY),
      with: Stroke(theme.muted, width: theme.lines.axis, dash: [2, 2]))
  }

  private func drawBase(_ area: Rect, _ scale: Scale) {
    let x = place(0, area, scale)
    canvas.line(
      from: Point(x, area.minY), to: Point(x, area.maxY),
      with: Stroke(theme.axis, width: theme.lines.axis))
  }

  private func drawTitle(_ area: Rect, _ body: Rect) {
    guard !chart.xTitle.isEmpty else { return }
    let caption = Axis(chart.xTitle, unit: chart.unit, scale: Scale(from: 0, to: 1)).caption
    let text = Text(
      caption, theme.labelStyle.colored(theme.muted), width: body.maxX - area.minX,
      overflow: .ellipsis(lines: 1))
    canvas.draw(text, at: Point(area.minX, body.maxY), anchor: .bottomLeft)
  }
}
