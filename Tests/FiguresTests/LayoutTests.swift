import Figures
import Testing

/// What is written must be on the page, and no two words on top of each other: told from recorded
/// calls, with text measured as on paper.
@Suite struct LayoutTests {
  static let sizes = [
    Size(480, 300), Size(515, 240), Size(250, 250), Size(340, 380), Size(700, 700), Size(180, 140),
  ]

  static func record(_ figure: any Figure, _ size: Size) -> RecordingCanvas {
    let canvas = RecordingCanvas(size: size)
    figure.draw(on: canvas, in: Rect(size: size).inset(left: 8, top: 8, right: 8, bottom: 8))
    return canvas
  }

  /// Pairs of texts whose boxes share more than a point either way.
  ///
  /// A name turned by 45° is left
  /// out, since its bounds are far larger than its ink.
  static func collisions(_ canvas: RecordingCanvas) -> [String] {
    let texts = canvas.texts.filter { $0.string != "equal" }
    return texts.indices.flatMap { first in
      texts.indices.dropFirst(first + 1).compactMap { second in
        texts[first].box.overlaps(texts[second].box, tolerance: 1)
          ? "“\(texts[first].string)” and “\(texts[second].string)”" : nil
      }
    }
  }

  static func outside(_ canvas: RecordingCanvas) -> [String] {
    let page = Rect(size: canvas.size)
    return canvas.texts.filter { !page.contains($0.box, tolerance: 0.5) }.map(\.string)
  }

  @Test(arguments: Samples.all.map(\.name), sizes)
  func everyWordHasItsPlace(name: String, size: Size) throws {
    let figure = try #require(Samples.all.first { $0.name == name }).figure
    let canvas = Self.record(figure, size)
    #expect(Self.collisions(canvas) == [], "\(name) at \(size)")
    #expect(Self.outside(canvas) == [], "\(name) at \(size)")
  }

  @Test(arguments: [2, 3, 7, 10, 20, 26, 40, 64, 100])
  func confusionStaysLegible(classes: Int) throws {
    for names in [(0..<classes).map(String.init), (0..<classes).map { "a class named \($0)" }] {
      let chart = Samples.confusion(names, rows: 300, right: 0.8, seed: 9)
      for size in [chart.preferredSize, Size(515, 515), Size(300, 330)] {
        let canvas = Self.record(chart, size)
        #expect(Self.collisions(canvas) == [], "\(classes) classes at \(size)")
        #expect(Self.outside(canvas) == [], "\(classes) classes at \(size)")
        let texts = canvas.texts.map(\.string)
        #expect(texts.contains("true") && texts.contains("predicted"))
        // More often where counts look like names; "named 0" is cut where it is too long.
        let first = names[0].prefix(7)
        #expect(texts.count { $0.hasPrefix(first) } >= 2, "the first class is named on both axes")
        let smallest = canvas.calls.compactMap { call -> Double? in
          guard case .text(let text, _, _) = call else { return nil }
          return text.runs.map(\.style.size).min()
        }.min()
        #expect((smallest ?? 0) >= 5)
      }
    }
  }

  @Test func countsSharesAndTotalsAreWrittenWhereThereIsRoom() {
    let texts = Self.record(Samples.binary, Size(300, 330)).texts.map(\.string)
    // Shares by hand: 69/71, 2/71, 3/43, 40/43.
    for word in ["69", "2", "3", "40", "97%", "3%", "7%", "93%", "71", "43", "rows"] {
      #expect(texts.contains(word), "\(word)")
    }
    let crowded = Self.record(Samples.hundred, Size(515, 515)).texts.map(\.string)
    #expect(!crowded.contains("50"), "no totals beside rows lower than a line")
  }

  @Test func axesAreNamed() {
    let line = Self.record(Samples.loss, Size(480, 300)).texts.map(\.string)
    #expect(line.contains("epoch") && line.contains("cross-entropy"))
    let log = Self.record(Samples.logLoss, Size(480, 300)).texts.map(\.string)
    #expect(log.contains("mean squared error, log scale"))
    let histogram = Self.record(Samples.histogram, Size(480, 300)).texts.map(\.string)
    #expect(histogram.contains("predicted − true (mg/dl)") && histogram.contains("rows"))
    let scatter = Self.record(Samples.scatter(10), Size(340, 380)).texts.map(\.string)
    #expect(scatter.contains("true") && scatter.contains("predicted"))
  }

  @Test func linesAreNamedAtTheirEndsOrElseInALegend() throws {
    let labelled = Self.record(Samples.loss, Size(480, 300))
    let name = try #require(labelled.texts.first { $0.string == "train" })
    #expect(name.box.minX > 400, "at the right edge")
    let legend = Self.record(Samples.manyRuns, Size(480, 300)).texts
    #expect(legend.count { $0.string.hasPrefix("run ") } == 9)
    let crowd = LineChart(
      title: "",
      series: (0..<60).map { .init("a run with a name, \($0)", values: [1, Double($0)]) })
    let words = Self.record(crowd, Size(480, 300)).texts.map(\.string)
    #expect(words.contains { $0.hasPrefix("and ") && $0.hasSuffix(" more") })
  }

  @Test func manyNamesFitInBars() {
    let bars = (0..<100).map { BarChart.Bar("a rather long class name \($0)", Double($0)) }
    let canvas = Self.record(BarChart(title: "Rows", bars: bars), Size(400, 300))
    #expect(Self.collisions(canvas) == [])
    #expect(Self.outside(canvas) == [])
  }
}
