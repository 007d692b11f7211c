import Figures
import Foundation

/// Figures that look like a session's, of data made by formula so that they never change.
enum Samples {
  /// A stream of numbers in 0..<1 by SplitMix64, the same on every machine.
  struct Stream {
    var state: UInt64
    mutating func next() -> Double {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((z ^ (z >> 31)) >> 11) / 9_007_199_254_740_992
    }
    /// Roughly normal: twelve uniform numbers added up.
    mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + next() } }
  }

  static func curve(_ start: Double, _ end: Double, noise: Double, seed: UInt64) -> [Double] {
    var stream = Stream(state: seed)
    return (0..<60).map { epoch in
      end + (start - end) * exp(-Double(epoch) / 9) + noise * (stream.next() - 0.5)
    }
  }

  static var loss: LineChart {
    LineChart(
      title: "Loss of the run “regularised”", yTitle: "cross-entropy",
      series: [
        .init("train", values: curve(1.15, 0.06, noise: 0.01, seed: 1)),
        .init("validation", values: curve(1.1, 0.14, noise: 0.03, seed: 2)),
      ], events: [ChartEvent(41, "best epoch 41")])
  }

  static var logLoss: LineChart {
    LineChart(
      title: "Three runs compared", yTitle: "mean squared error",
      series: ["adam, lr 0.01", "sgd, momentum 0.9", "gradient descent"].enumerated().map { run in
        let values = (1...200).map { 40 * exp(-Double($0) / (14 + 25 * Double(run.offset))) + 0.01 }
        return .init(run.element, values: values)
      })
  }

  static var manyRuns: LineChart {
    LineChart(
      title: "Learning rate search", yTitle: "validation loss",
      series: (0..<9).map { run in
        let rate = pow(10, -Double(run) / 2)
        return .init(
          "run \(run + 1), lr \(NumberText.short(rate, digits: 2))",
          values: (1...(20 + 5 * run)).map { 1 / (1 + Double($0) * 0.02 * Double(run + 1)) })
      }, events: [ChartEvent(10, "plateau"), ChartEvent(14, "plateau"), ChartEvent(40, "stop")])
  }

  static func confusion(_ names: [String], rows: Int, right: Double, seed: UInt64) -> ConfusionChart
  {
    var stream = Stream(state: seed)
    let count = names.count
    let counts = (0..<count).map { truth -> [Int] in
      var row = [Int](repeating: 0, count: count)
      for _ in 0..<rows {
        let near = (truth + 1 + Int(stream.next() * stream.next() * Double(count - 1))) % count
        row[stream.next() < right ? truth : near] += 1
      }
      return row
    }
    return ConfusionChart(title: "Test part, \(rows * count) rows", classes: names, counts: counts)
  }

  static var binary: ConfusionChart {
    ConfusionChart(
      title: "Breast cancer, test part", classes: ["benign", "malignant"],
      counts: [[69, 2], [3, 40]])
  }

  static var digits: ConfusionChart {
    confusion((0..<10).map(String.init), rows: 100, right: 0.92, seed: 3)
  }

  static var hundred: ConfusionChart {
    var chart = confusion(
      (0..<100).map { "class \($0)" }, rows: 50, right: 0.8, seed: 4)
    chart.counts[37] = [Int](repeating: 0, count: 100)
    return chart
  }

  static var longNames: ConfusionChart {
    var chart = confusion(
      [
        "Adelie", "Chinstrap", "Gentoo (Pygoscelis papua ellsworthi, southern)", "企鵝・帝王ペンギン",
        "Ёлка", "macaroni", "royal",
      ], rows: 15_000, right: 0.9, seed: 5)
    chart.counts[5] = [0, 0, 0, 0, 0, 0, 0]
    return chart
  }

  static func scatter(_ count: Int) -> ScatterChart {
    var stream = Stream(state: 6)
    let points = (0..<count).map { _ -> DataPoint in
      let truth = 150 + 75 * stream.normal()
      return DataPoint(truth, 0.6 * truth + 60 + 35 * stream.normal())
    }
    return ScatterChart(title: "Diabetes, test part", points: points)
  }

  static var histogram: HistogramChart {
    var stream = Stream(state: 7)
    return HistogramChart(
      title: "Residuals", xTitle: "predicted − true", unit: "mg/dl",
      values: (0..<442).map { _ in 55 * stream.normal() }, events: [ChartEvent(0, "no error")])
  }

  static var balance: BarChart {
    BarChart(
      title: "Rows of each class", parts: ["train", "validation", "test"],
      bars: [
        .init("Adelie", [106, 23, 23]), .init("Gentoo", [87, 18, 19]),
        .init("Chinstrap", [48, 10, 10]),
      ], showsShares: true)
  }

  static var importance: BarChart {
    BarChart(
      title: "Weights of the linear model", xTitle: "weight", unit: "per standard deviation",
      bars: [
        .init("bmi", 24.8), .init("s5 (log serum triglycerides)", 22.1), .init("bp", 15.2),
        .init("sex", -11.4), .init("s1", -7.3), .init("年齢", 0.4),
      ])
  }

  static var pair: SmallMultiples {
    SmallMultiples(title: "Regression at a glance", [scatter(300), histogram])
  }

  /// Bars beside a common length, some shorter, one longer, with words for their values.
  static var goals: BarChart {
    let shares = [0.45, 0.72, 0.98, 1.3, 0.07]
    return BarChart(
      title: "Share of each goal that is used up", xTitle: "measured over goal",
      parts: ["met", "missed"],
      bars: shares.enumerated().map { index, share in
        .init(
          "work \(index + 1)", share <= 1 ? [share, 0] : [0, share],
          label: "\(NumberText.short(share * 30, digits: 3)) of 30 ms")
      }, reference: ChartEvent(1, "goal"))
  }

  /// Few measurements along two logarithmic axes.
  static var growth: LineChart {
    LineChart(
      title: "Time by rows", xTitle: "rows", yTitle: "epoch", unit: "ms",
      series: [
        .init(
          "measured", [(600, 0.2), (6e3, 0.9), (6e4, 8.1), (6e5, 83)].map { DataPoint($0, $1) }),
        .init("in proportion", [(600, 0.083), (6e5, 83)].map { DataPoint($0, $1) }),
      ], verticalScale: .logarithmic, horizontalScale: .logarithmic, dotsFirst: true)
  }

  /// Every kind of figure by the name of its reference image.
  static let all: [(name: String, figure: any Figure)] = [
    ("loss", loss), ("loss-log", logLoss), ("loss-many", manyRuns),
    ("loss-one-epoch", LineChart(title: "One epoch", series: [.init("train", values: [0.7])])),
    ("confusion-2", binary), ("confusion-10", digits), ("confusion-100", hundred),
    ("confusion-names", longNames), ("scatter", scatter(300)), ("scatter-binned", scatter(30_000)),
    ("histogram", histogram), ("balance", balance), ("importance", importance), ("pair", pair),
    ("goals", goals), ("growth", growth),
  ]
}
