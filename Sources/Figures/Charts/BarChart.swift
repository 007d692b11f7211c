/// Amounts by name as lying bars, such as rows of each class; several parts of an amount are laid
/// end to end.
public struct BarChart: Figure {
  /// One bar.
  public struct Bar: Hashable, Sendable {
    /// What it is the amount of.
    public var name: String
    /// Its parts, in the order of the chart's `parts`; negative and non-finite ones count as zero
    /// where there are several.
    public var values: [Double]
    /// What stands beside it in place of its length; nil for the length.
    public var label: String?

    /// A bar of parts.
    public init(_ name: String, _ values: [Double], label: String? = nil) {
      self.name = name
      self.values = values
      self.label = label
    }

    /// A bar of one part.
    public init(_ name: String, _ value: Double, label: String? = nil) {
      self.init(name, [value], label: label)
    }
  }

  /// What it shows.
  public var title: String
  /// What is measured along the bars.
  public var xTitle: String
  /// Unit of it; empty for plain numbers.
  public var unit: String
  /// Names of the parts; empty if bars have one part.
  public var parts: [String]
  /// The bars from the top.
  public var bars: [Bar]
  /// Whether a bar's share of all stands beside its value.
  public var showsShares: Bool
  /// A named length that all bars are to be compared with, such as a goal.
  public var reference: ChartEvent?

  /// A chart of bars.
  public init(
    title: String, xTitle: String = "rows", unit: String = "", parts: [String] = [], bars: [Bar],
    showsShares: Bool = false, reference: ChartEvent? = nil
  ) {
    self.title = title
    self.xTitle = xTitle
    self.unit = unit
    self.parts = parts
    self.bars = bars
    self.showsShares = showsShares
    self.reference = reference
  }

  /// The size it looks right at.
  public var preferredSize: Size {
    Size(480, min(760, 76 + Double(max(1, bars.count)) * 20 + extraRows * 18))
  }

  private var extraRows: Double { (parts.isEmpty ? 0 : 1) + (reference == nil ? 0 : 1) }

  /// Draws itself inside a rectangle.
  public func draw(on canvas: any Canvas, in rect: Rect, theme: Theme) {
    let header = FigureHeader(title: title, legend: legend)
    let body = header.draw(on: canvas, in: rect, theme: theme)
    guard !bars.isEmpty else {
      EmptyNotice.draw("nothing to show", on: canvas, in: body, theme: theme)
      return
    }
    BarPainter(chart: self, canvas: canvas, theme: theme).draw(in: body)
  }

  private var legend: [LegendEntry] {
    parts.enumerated().map { LegendEntry(name: $1, role: .series($0), isFilled: true) }
  }

  /// The parts of a bar that can be drawn.
  func shownValues(_ bar: Bar) -> [Double] {
    // The bound keeps sums of parts finite.
    let finite = bar.values.map { $0.isFinite ? max(-1e300, min(1e300, $0)) : 0 }
    return finite.count > 1 ? finite.map { max(0, $0) } : finite
  }

  /// The length of a bar.
  func total(_ bar: Bar) -> Double { shownValues(bar).reduce(0, +) }

  /// What stands at the end of a bar.
  func valueLabel(_ bar: Bar) -> String {
    if let label = bar.label { return label }
    guard bar.values.allSatisfy(\.isFinite) else { return "not finite" }
    let total = total(bar)
    let number =
      total == total.rounded() && abs(total) < 1e12
      ? NumberText.count(Int(total)) : NumberText.short(total, digits: 3)
    let all = bars.map(self.total).reduce(0, +)
    return showsShares && all > 0 ? "\(number)  \(NumberText.percent(total / all))" : number
  }

  /// What a reader who cannot see it should be told.
  public var alternative: String {
    let shown = bars.prefix(20).map { "\($0.name): \(valueLabel($0))" }
    let rest = bars.count > 20 ? "; and \(bars.count - 20) more" : ""
    let mark = reference.map { "; \($0.label) at \(NumberText.short($0.x))" } ?? ""
    return "Bars of \(xTitle)\(mark). " + shown.joined(separator: "; ") + rest + "."
  }
}
