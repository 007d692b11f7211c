/// Where the parts of a confusion matrix go, once everything written has been measured.
struct ConfusionLayout {
  let chart: ConfusionChart
  let canvas: any Canvas
  let theme: Theme
  /// The matrix itself.
  let grid: Rect
  /// Side of a cell along each axis.
  let cell: Size
  let rows: CategoryLabels.Fitted
  let columns: CategoryLabels.Fitted
  let isLevel: Bool
  let hasTotals: Bool
  private let body: Rect
  private static let gap = 5.0

  /// A layout in a rectangle; nil if there is no room for a matrix.
  init?(chart: ConfusionChart, canvas: any Canvas, theme: Theme, body: Rect) {
    (self.chart, self.canvas, self.theme, self.body) = (chart, canvas, theme, body)
    let count = Double(chart.classes.count)
    let labels = CategoryLabels(names: chart.classes, canvas: canvas, theme: theme)
    let title = canvas.measure(Text("x", theme.labelStyle)).height
    let legend = ConfusionLegend.height(canvas, theme)
    let side = title + 4
    // Labels take what they need up to a share; what is left decides how many of them fit.
    let guess = labels.fitted(width: body.width * 0.28, pitch: body.height * 0.7 / count)
    let total = guess.every == 1 ? Self.totalsWidth(chart, canvas, theme) : 4
    let across = body.width - side - guess.width - Self.gap - total
    let above = title
    func fit(below: Double) -> Size? {
      let height = min(across, body.height - above - below) / count
      guard height * count >= 12 else { return nil }
      // Few classes look like a table: cells may be broader than high, but not by much.
      return Size(min(across / count, max(height, min(height * 1.6, 56))), height)
    }
    let under = Self.gap + title + 3 + legend
    let line = canvas.measure(Text("0", theme.tickStyle)).height
    let level = fit(below: line + under).flatMap { cell in
      labels.level(pitch: cell.width).map { (cell, $0) }
    }
    let upright = labels.fitted(width: body.height * 0.24, pitch: across / count)
    guard let cell = level?.0 ?? fit(below: upright.width + under) else { return nil }
    self.cell = cell
    isLevel = level != nil
    rows = labels.fitted(width: body.width * 0.28, pitch: cell.height)
    columns = level?.1 ?? labels.fitted(width: body.height * 0.24, pitch: cell.width)
    hasTotals = rows.every == 1 && guess.every == 1
    let used = side + rows.width + Self.gap + cell.width * count + total
    grid = Rect(
      x: body.minX + max(0, (body.width - used) / 2) + side + rows.width + Self.gap,
      y: body.minY + title, width: cell.width * count, height: cell.height * count)
  }

  /// Room for the totals right of the matrix.
  private static func totalsWidth(
    _ chart: ConfusionChart, _ canvas: any Canvas, _ theme: Theme
  ) -> Double {
    let most = chart.totals.max() ?? 0
    let texts = [Text("rows", theme.tickStyle), Text(NumberText.count(most), theme.tickStyle)]
    return (texts.map { canvas.measure($0).width }.max() ?? 0) + gap * 1.6
  }

  /// Draws everything.
  func draw() {
    ConfusionCells(layout: self).draw()
    drawFrame()
    rows.drawRight(at: grid.minX - Self.gap, from: grid.minY, on: canvas)
    if isLevel {
      columns.drawLevel(at: grid.maxY + Self.gap, from: grid.minX, on: canvas)
    } else {
      columns.drawUpright(at: grid.maxY + Self.gap, from: grid.minX, on: canvas)
    }
    drawTotals()
    drawAxisTitles()
  }

  private var bottomOfLabels: Double {
    grid.maxY + Self.gap + (isLevel ? columns.height : columns.width)
  }

  private func drawFrame() {
    canvas.stroke(grid, with: Stroke(theme.axis, width: theme.lines.axis))
    guard rows.every > 1 || columns.every > 1 else { return }
    let stroke = Stroke(theme.axis, width: theme.lines.axis)
    for (index, _) in rows.texts {
      let y = grid.minY + (Double(index) + 0.5) * cell.height
      canvas.line(from: Point(grid.minX - 3, y), to: Point(grid.minX, y), with: stroke)
    }
    for (index, _) in columns.texts {
      let x = grid.minX + (Double(index) + 0.5) * cell.width
      canvas.line(from: Point(x, grid.maxY), to: Point(x, grid.maxY + 3), with: stroke)
    }
  }

  private func drawTotals() {
    guard hasTotals else { return }
    let right = grid.maxX + Self.totalsWidth(chart, canvas, theme)
    let size = rows.texts.first?.text.runs.first?.style.size ?? theme.type.tick
    let style = theme.tickStyle.sized(size)
    for (index, total) in chart.totals.enumerated() {
      let y = grid.minY + (Double(index) + 0.5) * cell.height
      canvas.draw(Text(NumberText.count(total), style), at: Point(right, y), anchor: .right)
    }
    canvas.draw(
      Text("rows", theme.tickStyle), at: Point(right, grid.minY - 2), anchor: .bottomRight)
  }

  private func drawAxisTitles() {
    let style = theme.labelStyle.weighted(.medium)
    let left = Text(
      chart.trueTitle, style, width: grid.height, alignment: .leading,
      overflow: .ellipsis(lines: 1))
    let x = grid.minX - Self.gap - rows.width - Self.gap
    canvas.draw(left, at: Point(x, grid.midY), anchor: .bottom, degrees: -90)
    let below = Text(
      chart.predictedTitle, style, width: grid.width, overflow: .ellipsis(lines: 1))
    let y = bottomOfLabels + 3
    canvas.draw(below, at: Point(grid.midX, y), anchor: .top)
    let bottom = y + canvas.measure(below).height + 6
    ConfusionLegend(canvas: canvas, theme: theme).draw(
      in: Rect(
        x: body.minX, y: bottom, width: body.width, height: max(0, body.maxY - bottom)),
      centeredOn: grid)
  }
}
