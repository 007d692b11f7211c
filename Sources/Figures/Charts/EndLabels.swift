/// Names at the ends of lines, where the eye arrives anyway; better than a legend while they fit.
struct EndLabels {
  private let chart: LineChart
  private let texts: [Text]
  /// Room they need right of the data.
  let width: Double
  private static let gap = 7.0

  /// The labels of a chart; nil when a legend serves it better: names too wide, too many lines for
  /// the height, or lines that end in different places.
  init?(chart: LineChart, canvas: any Canvas, rect: Rect, theme: Theme) {
    let ends = chart.series.compactMap { $0.points.last(where: chart.isShown) }
    guard !ends.isEmpty, ends.count == chart.series.count, !chart.series.allSatisfy(\.name.isEmpty),
      Self.endTogether(ends, on: chart.horizontal.scale)
    else { return nil }
    texts = chart.series.enumerated().map { index, series in
      let style = theme.labelStyle.weighted(.medium)
      return Text(series.name, style.colored(theme.textColor(theme.seriesColor(index))))
    }
    let extents = texts.map { canvas.measure($0) }
    let widest = extents.map(\.width).max() ?? 0
    let tallest = extents.map(\.height).max() ?? 0
    guard widest <= rect.width * 0.28, tallest * Double(texts.count) <= (rect.height - 90) * 0.6
    else { return nil }
    self.chart = chart
    width = widest + Self.gap
  }

  private static func endTogether(_ ends: [DataPoint], on scale: Scale) -> Bool {
    ends.allSatisfy { (scale.position(of: $0.x) ?? 0) > 0.92 || ends.count == 1 }
      || ends.allSatisfy { $0.x == ends.first?.x }
  }

  /// Draws the names, moved apart where lines end close together.
  func draw(on canvas: any Canvas, plot: PlotArea, theme: Theme) {
    var items: [(text: Text, end: Point, y: Double, height: Double)] = []
    for (series, text) in zip(chart.series, texts) {
      guard let last = series.points.last(where: chart.isShown), let end = plot(last) else {
        continue
      }
      items.append((text, end, end.y, canvas.measure(text).height))
    }
    items.sort { $0.end.y < $1.end.y }
    let heights = items.map(\.height)
    let middles = spread(items.map(\.end.y), heights: heights, within: plot.rect)
    // A logarithmic axis ends before the numbers do; names stay on the page.
    let last = items.map(\.end.x).max() ?? plot.rect.maxX
    let end = min(max(last, plot.rect.minX), plot.rect.maxX)
    for (item, y) in zip(items, middles) {
      canvas.draw(item.text, at: Point(end + Self.gap, y), anchor: .left)
    }
  }

  /// Middles as near as possible to the wished ones, in their order, without overlap and inside.
  ///
  /// Neighbours that would touch merge into a block around the mean of their wishes, as in isotonic
  /// regression by pooling.
  private func spread(_ wished: [Double], heights: [Double], within rect: Rect) -> [Double] {
    var blocks: [(top: Double, height: Double, wishes: [Double])] = []
    for (wish, height) in zip(wished, heights) {
      blocks.append((wish - height / 2, height, [wish - height / 2]))
      clampLast(&blocks, rect)
      while blocks.count > 1 {
        let last = blocks[blocks.count - 1]
        let before = blocks[blocks.count - 2]
        guard before.top + before.height > last.top else { break }
        let wishes = before.wishes + last.wishes.map { $0 - before.height }
        let mean = wishes.reduce(0, +) / Double(wishes.count)
        blocks.removeLast(2)
        blocks.append((mean, before.height + last.height, wishes))
        clampLast(&blocks, rect)
      }
    }
    let tops = blocks.flatMap { block -> [Double] in
      let step = block.height / Double(block.wishes.count)
      return block.wishes.indices.map { block.top + Double($0) * step }
    }
    return zip(tops, heights).map { $0 + $1 / 2 }
  }

  private func clampLast(
    _ blocks: inout [(top: Double, height: Double, wishes: [Double])], _ rect: Rect
  ) {
    let last = blocks.count - 1
    blocks[last].top = max(
      rect.minY - 4, min(blocks[last].top, rect.maxY + 4 - blocks[last].height))
  }
}
