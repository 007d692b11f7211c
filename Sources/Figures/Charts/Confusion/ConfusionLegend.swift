/// The two ramps of a confusion matrix: right and confused, from none to all of a true class.
struct ConfusionLegend {
  let canvas: any Canvas
  let theme: Theme
  private static let ramp = Size(52, 7)
  private static let gap = 5.0

  /// Height to keep for it.
  static func height(_ canvas: any Canvas, _ theme: Theme) -> Double {
    canvas.measure(Text("x", theme.tickStyle)).height + 6
  }

  /// Draws it centred under the matrix; what does not fit the figure's width is left out.
  func draw(in rect: Rect, centeredOn grid: Rect) {
    let full = ["share of the true class:", "right  0", "100%", "confused  0", "100%"]
    let short = ["", "right  0", "100%", "confused  0", "100%"]
    let least = ["", "right", "", "confused", ""]
    for words in [full, short, least] {
      let texts = words.map { Text($0, theme.tickStyle) }
      let widths = words.indices.map { words[$0].isEmpty ? 0 : canvas.measure(texts[$0]).width }
      let width = Self.width(widths)
      let height = canvas.measure(texts[1]).height
      guard width <= rect.width, height <= rect.height + 1 else { continue }
      let left = max(rect.minX, min(grid.midX - width / 2, rect.maxX - width))
      draw(texts, widths, at: Point(left, rect.minY + height / 2))
      return
    }
  }

  private static let between = 12.0

  private static func width(_ widths: [Double]) -> Double {
    let gaps = (widths[0] > 0 ? between : 0) + between
    return widths.reduce(0, +) + gaps + 2 * (ramp.width + 2 * gap)
  }

  private func draw(_ texts: [Text], _ widths: [Double], at start: Point) {
    var x = start.x
    func write(_ index: Int, then gap: Double) {
      guard widths[index] > 0 else { return }
      canvas.draw(texts[index], at: Point(x, start.y), anchor: .left)
      x += widths[index] + gap
    }
    write(0, then: Self.between)
    for (index, color) in [theme.rampColor, theme.faultColor].enumerated() {
      write(1 + 2 * index, then: Self.gap)
      drawRamp(at: Point(x, start.y - Self.ramp.height / 2), color)
      x += Self.ramp.width + Self.gap
      write(2 + 2 * index, then: 0)
      x += Self.between
    }
  }

  private func drawRamp(at origin: Point, _ color: (Double) -> Color) {
    let steps = 26
    let width = Self.ramp.width / Double(steps)
    for step in 0..<steps {
      // Each step reaches to the end and the next covers it, so that no paper shines between them.
      let left = Double(step) * width
      let box = Rect(
        x: origin.x + left, y: origin.y, width: Self.ramp.width - left, height: Self.ramp.height)
      let share = (Double(step) + 0.5) / Double(steps)
      canvas.fill(box, with: color(ConfusionCells.raised(share)))
    }
    let frame = Rect(origin: origin, size: Self.ramp)
    canvas.stroke(frame, with: Stroke(theme.axis, width: theme.lines.hair))
  }
}
