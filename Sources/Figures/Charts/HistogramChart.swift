import Glibc

/// How often values occur, such as residuals; bars are as wide as Freedman and Diaconis advise,
/// rounded to a step that people count in.
public struct HistogramChart: Figure {
  /// What it shows.
  public var title: String
  /// Name of the horizontal axis.
  public var xTitle: String
  /// Unit of the horizontal axis; empty for plain numbers.
  public var unit: String
  /// What is counted: name of the vertical axis.
  public var yTitle: String
  /// The values.
  public var values: [Double]
  /// Named vertical lines.
  public var events: [ChartEvent]
  private static let mostBars = 80

  /// A chart of values.
  public init(
    title: String, xTitle: String, unit: String = "", yTitle: String = "rows", values: [Double],
    events: [ChartEvent] = []
  ) {
    self.title = title
    self.xTitle = xTitle
    self.unit = unit
    self.yTitle = yTitle
    self.values = values
    self.events = events
  }

  /// Draws itself inside a rectangle.
  public func draw(on canvas: any Canvas, in rect: Rect, theme: Theme) {
    let bars = self.bars
    let missing = values.count { !$0.isFinite }
    let edges = bars.flatMap { [$0.lower, $0.upper] }
    let counts = bars.map { Double($0.count) }
    let frame = PlotFrame(
      title: title, horizontal: Axis(xTitle, unit: unit, scale: Scale(covering: edges)),
      vertical: Axis(
        yTitle,
        scale: Scale(covering: counts, includingZero: true, padding: 0.04, integral: true)),
      events: events,
      note: missing > 0 ? "values left out: \(NumberText.count(missing)) not finite" : "")
    guard let plot = frame.draw(on: canvas, in: rect, theme: theme) else { return }
    guard !bars.isEmpty else {
      EmptyNotice.draw("no finite values", on: canvas, in: plot.rect, theme: theme)
      return
    }
    let marks = bars.map {
      Mark.bar(from: DataPoint($0.lower, 0), to: DataPoint($0.upper, Double($0.count)), .series(0))
    }
    plot.draw(marks, on: canvas, theme: theme)
  }

  /// A bar: the values from `lower` up to but not including `upper`, the last bar's included.
  struct Bar: Hashable {
    var lower: Double
    var upper: Double
    var count: Int
  }

  /// The bars from the least value to the greatest, none of them left out for being empty.
  var bars: [Bar] {
    let sorted = values.filter(\.isFinite).map { max(-8e307, min(8e307, $0)) }.sorted()
    guard let least = sorted.first, let most = sorted.last else { return [] }
    let scale = Scale(from: least, to: most)
    let step = self.step(sorted, span: scale.upper - scale.lower)
    let first = (scale.lower / step).rounded(.down)
    let count = max(1, min(Self.mostBars + 2, Int((scale.upper / step).rounded(.up) - first)))
    var bars = (0..<count).map { index in
      Bar(
        lower: (first + Double(index)) * step, upper: (first + Double(index + 1)) * step, count: 0)
    }
    for value in sorted {
      let index = Int(max(0, min(Double(count - 1), (value / step).rounded(.down) - first)))
      bars[index].count += 1
    }
    return bars
  }

  private func step(_ sorted: [Double], span: Double) -> Double {
    let quarter = sorted.count / 4
    let spread = sorted[min(sorted.count - 1, quarter * 3)] - sorted[quarter]
    let advised = 2 * spread / cbrt(Double(sorted.count))
    let wished = max(advised, span / Double(Self.mostBars), span * 1e-6)
    let bounded = min(wished, span / min(5, Double(sorted.count)))
    let power = Int(log10(bounded).rounded(.down))
    let steps = [1, 2, 5, 10].map { DecimalNumber(mantissa: $0, exponent: power).value }
    let step = steps.first { $0 >= bounded * (1 - 1e-9) } ?? bounded
    return step > 0 && step.isFinite ? step : span / 10
  }

  /// What a reader who cannot see it should be told.
  public var alternative: String {
    let finite = values.filter(\.isFinite)
    guard let least = finite.min(), let most = finite.max() else {
      return "Histogram of \(xTitle); no finite values."
    }
    let mean = finite.map { $0 / Double(finite.count) }.reduce(0, +)
    return "Histogram of \(xTitle) over \(NumberText.count(finite.count)) \(yTitle): from "
      + "\(NumberText.short(least)) to \(NumberText.short(most)), mean \(NumberText.short(mean))."
  }
}
