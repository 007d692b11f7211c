/// Named series along one axis, such as losses by epoch.
///
/// Lines break at values that are not finite; a value with no neighbours is a dot. How many values
/// could not be shown stands below the chart.
public struct LineChart: Figure {
  /// One line.
  public struct Series: Hashable, Sendable {
    /// What it is called beside its end or in the legend.
    public var name: String
    /// Its places in the order they are joined.
    public var points: [DataPoint]

    /// A line through places.
    public init(_ name: String, _ points: [DataPoint]) {
      self.name = name
      self.points = points
    }

    /// A line through values at 1, 2, 3, ..., as epochs are counted.
    public init(_ name: String, values: [Double]) {
      self.init(name, values.enumerated().map { DataPoint(Double($0 + 1), $1) })
    }
  }

  /// Which scale the vertical axis has.
  public enum VerticalScale: Hashable, Sendable {
    /// Logarithmic when every value is positive and they span more than a factor of 100.
    case automatic
    case linear
    case logarithmic
  }

  /// What it shows.
  public var title: String
  /// Name of the horizontal axis.
  public var xTitle: String
  /// Name of the vertical axis.
  public var yTitle: String
  /// Unit of the vertical axis; empty for plain numbers.
  public var unit: String
  /// The lines; the first is drawn last, on top.
  public var series: [Series]
  /// Named vertical lines.
  public var events: [ChartEvent]
  /// Which scale the vertical axis has.
  public var verticalScale: VerticalScale
  /// Which scale the horizontal axis has.
  public var horizontalScale: Scale.Kind
  /// Whether the places of the first series are dots on its line: a few measurements, not a curve.
  public var dotsFirst: Bool

  /// A chart of series.
  public init(
    title: String, xTitle: String = "epoch", yTitle: String = "loss", unit: String = "",
    series: [Series], events: [ChartEvent] = [], verticalScale: VerticalScale = .automatic,
    horizontalScale: Scale.Kind = .linear, dotsFirst: Bool = false
  ) {
    self.title = title
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.unit = unit
    self.series = series
    self.events = events
    self.verticalScale = verticalScale
    self.horizontalScale = horizontalScale
    self.dotsFirst = dotsFirst
  }

  /// The marks in data space, back to front.
  public var marks: [Mark] {
    let lines = series.enumerated().reversed().map { index, series -> Mark in
      .line(series.points.thinned(toBuckets: 1000), .series(index))
    }
    guard dotsFirst, let first = series.first else { return lines }
    return lines + [.dots(first.points, .series(0), radius: 2.4, opacity: 1)]
  }

  /// Draws itself inside a rectangle.
  public func draw(on canvas: any Canvas, in rect: Rect, theme: Theme) {
    let labels = EndLabels(chart: self, canvas: canvas, rect: rect, theme: theme)
    let frame = PlotFrame(
      title: title, horizontal: horizontal, vertical: vertical,
      legend: labels == nil ? legend : [], events: events, trailing: labels?.width ?? 0,
      note: note)
    guard let plot = frame.draw(on: canvas, in: rect, theme: theme) else { return }
    guard series.contains(where: { $0.points.contains(where: isShown) }) else {
      EmptyNotice.draw(
        "nothing to show: no finite values", on: canvas, in: plot.rect, theme: theme)
      return
    }
    plot.draw(marks, on: canvas, theme: theme)
    labels?.draw(on: canvas, plot: plot, theme: theme)
  }

  private var legend: [LegendEntry] {
    series.count < 2 && series.allSatisfy(\.name.isEmpty)
      ? [] : series.enumerated().map { LegendEntry(name: $1.name, role: .series($0)) }
  }
}

extension Array where Element == DataPoint {
  /// The lowest and the highest place of each stretch, if there are far more places than a line can
  /// show; gaps are kept.
  func thinned(toBuckets buckets: Int) -> [DataPoint] {
    guard count > buckets * 4 else { return self }
    let size = (count + buckets - 1) / buckets
    return stride(from: 0, to: count, by: size).flatMap { start -> [DataPoint] in
      let stretch = self[start..<Swift.min(start + size, count)]
      guard stretch.allSatisfy({ $0.x.isFinite && $0.y.isFinite }),
        let low = stretch.min(by: { $0.y < $1.y }), let high = stretch.max(by: { $0.y < $1.y })
      else { return Array(stretch) }
      return low.x < high.x ? [low, high] : [high, low]
    }
  }
}
