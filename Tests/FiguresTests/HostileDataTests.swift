import Figures
import Testing

/// Whatever the data, a figure draws something that fits its page, in every format.
@Suite struct HostileDataTests {
  static let series: [[Double]] = [
    [], [.nan], [.infinity, -.infinity], [0], [-0.0, 0], [1, .nan, 2, .nan, .nan, 3], [5, 5, 5],
    [1e-300, 1e300], [-1.7e308, 1.7e308], [.leastNonzeroMagnitude, .leastNonzeroMagnitude * 2],
    [1e16, 1e16 + 2], [-3, -2],
    [1, 0, -1], [0.1, 0.2, 0.30000000000000004], [1e-9, 2e-9], [123_456, 234_567],
  ]

  static func figures(_ values: [Double]) -> [any Figure] {
    let pairs = zip(values, values.reversed()).map { DataPoint($0, $1) }
    return [
      LineChart(title: "line", series: [.init("a", values: values)]),
      LineChart(title: "log", series: [.init("a", values: values)], verticalScale: .logarithmic),
      LineChart(
        title: "x", series: [.init("a", pairs)], events: values.map { ChartEvent($0, "here") }),
      ScatterChart(title: "scatter", points: pairs),
      HistogramChart(title: "histogram", xTitle: "value", values: values),
      BarChart(title: "bars", bars: values.map { .init("a", $0) }, showsShares: true),
      LineChart(
        title: "log x", series: [.init("a", pairs)], horizontalScale: .logarithmic, dotsFirst: true),
      BarChart(
        title: "goal", bars: values.map { .init("a", $0) },
        reference: values.last.map { ChartEvent($0, "goal") }),
      BarChart(title: "parts", parts: ["p", "q"], bars: values.map { .init("a", [$0, $0]) }),
    ]
  }

  @Test(arguments: series)
  func somethingFitsThePage(values: [Double]) throws {
    for figure in Self.figures(values) {
      let canvas = LayoutTests.record(figure, Size(320, 240))
      #expect(!canvas.texts.isEmpty, "\(figure.title)")
      #expect(LayoutTests.collisions(canvas) == [], "\(figure.title) of \(values)")
      #expect(LayoutTests.outside(canvas) == [], "\(figure.title) of \(values)")
      #expect(!figure.alternative.isEmpty)
      for word in canvas.texts.map(\.string) { #expect(!word.contains("0000000"), "\(word)") }
      for format in [FigureFormat.pdf, .png] {
        _ = try FigureFile.render(figure, format: format, size: Size(320, 240))
      }
    }
  }

  @Test(arguments: [
    [[Int]](), [[0]], [[1]], [[-5, 2], [3]], [[Int.max, Int.max], [1, 2], [3, 4]],
    [[0, 0], [0, 0]],
  ])
  func confusionsOfAnyShape(counts: [[Int]]) throws {
    for classes in [0, 1, 2, 3] {
      let names = (0..<classes).map { $0 == 1 ? "two\nlines\0" : "c\($0)" }
      let chart = ConfusionChart(title: "", classes: names, counts: counts)
      let canvas = LayoutTests.record(chart, Size(300, 300))
      #expect(!canvas.texts.isEmpty)
      #expect(!chart.alternative.isEmpty)
      _ = try FigureFile.render(chart, format: .pdf)
    }
  }

  @Test(arguments: [Size(1, 1), Size(12, 9), Size(40, 40), Size(60, 300), Size(500, 30)])
  func smallPagesDoNotCrash(size: Size) throws {
    for (_, figure) in Samples.all {
      _ = try FigureFile.render(figure, format: .png(scale: 1), size: size)
    }
  }

  @Test func whatIsLeftOutIsSaid() {
    let chart = LineChart(title: "", series: [.init("a", values: [1, .nan, 2, .infinity])])
    let texts = LayoutTests.record(chart, Size(320, 240)).texts.map(\.string)
    #expect(texts.contains("values left out: 2 not finite"))
    let log = LineChart(
      title: "", series: [.init("a", values: [1, 0, 2])], verticalScale: .logarithmic)
    let words = LayoutTests.record(log, Size(320, 240)).texts.map(\.string)
    #expect(words.contains("values left out: 1 not positive"))
    let across = LineChart(
      title: "", series: [.init("a", [DataPoint(0, 1), DataPoint(1, 2), DataPoint(10, 3)])],
      horizontalScale: .logarithmic)
    let said = LayoutTests.record(across, Size(320, 240)).texts.map(\.string)
    #expect(said.contains("values left out: 1 not positive"))
  }

  @Test func linesBreakAtGaps() {
    let chart = LineChart(title: "", series: [.init("", values: [1, 2, .nan, 3, 4, .nan, 5])])
    let color = Theme.standard.seriesColor(0)
    let calls = LayoutTests.record(chart, Size(320, 240)).calls
    let lines = calls.count {
      if case .stroke(_, let stroke) = $0 { stroke.color == color } else { false }
    }
    let dots = calls.count { if case .fill(_, let fill) = $0 { fill == color } else { false } }
    #expect(lines == 2, "two stretches of two")
    #expect(dots == 1, "one value alone")
  }
}
