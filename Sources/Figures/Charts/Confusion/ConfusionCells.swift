/// Draws the cells of a confusion matrix and what is written in them.
struct ConfusionCells {
  let layout: ConfusionLayout
  private var chart: ConfusionChart { layout.chart }
  private var canvas: any Canvas { layout.canvas }
  private var theme: Theme { layout.theme }

  /// Draws all rows.
  func draw() {
    canvas.fill(layout.grid, with: theme.paper)
    let style = textStyle
    for (truth, total) in chart.totals.enumerated() {
      guard total > 0 else {
        hatch(row: truth)
        continue
      }
      for predicted in chart.classes.indices {
        draw(truth, predicted, of: total, style)
      }
    }
    drawLines()
  }

  private func box(_ truth: Int, _ predicted: Int) -> Rect {
    Rect(
      x: layout.grid.minX + Double(predicted) * layout.cell.width,
      y: layout.grid.minY + Double(truth) * layout.cell.height, width: layout.cell.width,
      height: layout.cell.height)
  }

  private func draw(_ truth: Int, _ predicted: Int, of total: Int, _ style: CellText) {
    let count = chart.count(truth, predicted)
    let share = Double(count) / Double(total)
    let box = box(truth, predicted)
    let background = color(share, isRight: truth == predicted)
    if count > 0 { canvas.fill(box, with: background) }
    guard count > 0 || style.showsZeros else { return }
    let ink = count > 0 ? theme.readableInk(on: background) : theme.axis
    style.draw(count, share, in: box, ink: ink, on: canvas)
  }

  /// What happened at all is told from what did not: the ramp starts a step above paper.
  private func color(_ share: Double, isRight: Bool) -> Color {
    isRight ? theme.rampColor(Self.raised(share)) : theme.faultColor(Self.raised(share))
  }

  /// Where on a ramp a share stands that is not zero.
  static func raised(_ share: Double) -> Double { 0.18 + 0.82 * share }

  private var textStyle: CellText {
    let most =
      chart.classes.indices.flatMap { truth in
        chart.classes.indices.map { chart.count(truth, $0) }
      }.max() ?? 0
    return CellText(most: most, cell: layout.cell, canvas: canvas, theme: theme)
  }

  private func drawLines() {
    guard min(layout.cell.width, layout.cell.height) >= 7 else { return }
    let stroke = Stroke(theme.grid, width: theme.lines.hair)
    let grid = layout.grid
    for index in chart.classes.indices.dropFirst() {
      let x = grid.minX + Double(index) * layout.cell.width
      let y = grid.minY + Double(index) * layout.cell.height
      canvas.line(from: Point(x, grid.minY), to: Point(x, grid.maxY), with: stroke)
      canvas.line(from: Point(grid.minX, y), to: Point(grid.maxX, y), with: stroke)
    }
  }

  /// A class that no row belongs to has no shares: its cells are hatched, not white.
  private func hatch(row: Int) {
    let band = box(row, 0).union(box(row, chart.classes.count - 1))
    canvas.isolated {
      canvas.clip(to: Path(band))
      var lines = Path()
      for x in stride(from: band.minX - band.height, to: band.maxX, by: 4) {
        lines.append(
          Path(from: Point(x, band.maxY), to: Point(x + band.height, band.minY)))
      }
      canvas.stroke(lines, with: Stroke(theme.axis, width: theme.lines.hair))
    }
  }
}
