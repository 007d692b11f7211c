import Figures

/// The charts of docs/PERFORMANCE.md, drawn by the project's own figures.
struct PerformanceCharts {
  private let results: Results

  init(_ results: Results) { self.results = results }

  /// Writes each chart as SVG.
  func write(to folder: String) throws {
    for (name, figure) in figures {
      let bytes = try FigureFile.render(figure, format: .svg)
      try writeBytes(bytes, to: "\(folder)/\(name).svg")
    }
  }

  /// What can be drawn of these results.
  private var figures: [(name: String, figure: any Figure)] {
    let growth = SmallMultiples(
      columns: 2, cell: Size(330, 270), results.growth.map(Self.chart))
    return [("performance-goals", goals)]
      + (results.growth.isEmpty ? [] : [("performance-growth", growth)])
  }

  /// Every judged goal as a bar: how much of it is used up.
  private var goals: GoalChart {
    GoalChart(rows: results.rows.filter { $0.shareOfGoal != nil })
  }

  private static func chart(_ growth: Growth) -> LineChart {
    func line(_ name: String, _ places: [Growth.Place]) -> LineChart.Series {
      LineChart.Series(name, places.map { DataPoint($0.size, $0.seconds * 1000) })
    }
    return LineChart(
      title: "Time of an epoch by \(growth.size)", xTitle: growth.size, yTitle: "epoch",
      unit: "ms",
      series: [line("measured", growth.places), line("in proportion", growth.proportional)],
      verticalScale: .logarithmic, horizontalScale: .logarithmic, dotsFirst: true)
  }
}
