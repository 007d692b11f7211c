import DataSources
import Figures
import Language
import Learning

/// The pictures of a session, for `plot` and for the report.
enum SessionFigures {
  /// Losses by epoch: of one run, training and validation with the epoch kept; of several, the
  /// validation losses where there are some.
  static func loss(_ runs: [Run], title: String? = nil) -> LineChart {
    guard runs.count == 1, let run = runs.first else { return losses(runs, title: title) }
    var series = [LineChart.Series("training", run.history.map { ($0.epoch, $0.dataLoss) })]
    if run.history.contains(where: { $0.validationLoss != nil }) {
      series.append(
        LineChart.Series("validation", run.history.map { ($0.epoch, $0.validationLoss ?? .nan) }))
    }
    let events = run.bestEpoch.map { [ChartEvent(Double($0), "best epoch \($0)")] } ?? []
    return LineChart(
      title: title ?? "Loss of \(run.name)", yTitle: run.settings.lossName, series: series,
      events: events)
  }

  private static func losses(_ runs: [Run], title: String?) -> LineChart {
    let validated = runs.allSatisfy { $0.history.contains { $0.validationLoss != nil } }
    let series = runs.map { run in
      LineChart.Series(
        run.name,
        run.history.map { ($0.epoch, validated ? $0.validationLoss ?? .nan : $0.dataLoss) })
    }
    return LineChart(
      title: title ?? (validated ? "Validation loss of the runs" : "Training loss of the runs"),
      yTitle: runs.map(\.settings.lossName).unique.joined(separator: ", "), series: series)
  }

  /// Penalties by epoch; nil without any.
  static func penalty(_ run: Run) -> LineChart? {
    guard run.history.contains(where: { $0.penalty != 0 }) else { return nil }
    return LineChart(
      title: "Penalty of \(run.name)", yTitle: "penalty",
      series: [LineChart.Series("penalty", run.history.map { ($0.epoch, $0.penalty) })])
  }

  /// Learning rates by epoch, a line each run.
  static func learningRate(_ runs: [Run], title: String? = nil) -> LineChart {
    LineChart(
      title: title ?? (runs.count == 1 ? "Learning rate of \(runs[0].name)" : "Learning rates"),
      yTitle: "learning rate",
      series: runs.map { run in
        LineChart.Series(run.name, run.history.map { ($0.epoch, $0.learningRate) })
      })
  }

  /// What is taken for what; nil for numbers.
  static func confusion(_ judgement: Judgement, title: String? = nil) -> ConfusionChart? {
    judgement.evaluation.confusion.map { confusion($0, on: judgement.part.place, title: title) }
  }

  /// What is taken for what on some rows.
  static func confusion(
    _ matrix: ConfusionMatrix, on place: String, title: String? = nil
  ) -> ConfusionChart {
    ConfusionChart(
      title: title ?? "Confusion on \(place)", classes: matrix.classes, counts: matrix.rows)
  }

  /// How far predictions are off.
  static func residuals(
    _ numbers: JudgedNumbers, on place: String, title: String? = nil
  ) -> HistogramChart {
    HistogramChart(
      title: title ?? "Residuals on \(place)", xTitle: "true minus predicted",
      values: zip(numbers.truth, numbers.predicted).map { $0 - $1 },
      events: [ChartEvent(0, "exact")])
  }

  /// Predicted against true numbers.
  static func predictions(
    _ numbers: JudgedNumbers, on place: String, title: String? = nil
  ) -> ScatterChart {
    ScatterChart(
      title: title ?? "Predicted against true, \(place)",
      points: zip(numbers.truth, numbers.predicted).map { DataPoint($0, $1) })
  }

  /// Rows of each class in each part.
  ///
  /// - Throws: `SessionError.unsuitablePlot` when the target has no classes.
  static func classes(_ data: Dataset, title: String? = nil) throws -> BarChart {
    let classes = data.classNames
    guard !classes.isEmpty else {
      throw SessionError.unsuitablePlot(
        "classes", reason: "the target of \(data.name) has no classes", instead: "describe")
    }
    let parts = data.parts.present
    let counts = parts.map(data.classCounts)
    return BarChart(
      title: title ?? "Rows of each class", parts: parts.count > 1 ? parts.map(\.rawValue) : [],
      bars: classes.indices.map { index in
        BarChart.Bar(classes[index], counts.map { Double($0[index]) })
      }, showsShares: true)
  }
}

extension LineChart.Series {
  /// A line through numbers by epoch.
  init(_ name: String, _ values: [(epoch: Int, value: Double)]) {
    self.init(name, values.map { DataPoint(Double($0.epoch), $0.value) })
  }
}

extension RunSettings {
  /// The loss without its options.
  var lossName: String {
    var depth = 0
    return String(
      loss.filter { character in
        if character == "(" { depth += 1 }
        defer { if character == ")" { depth -= 1 } }
        return depth == 0
      })
  }
}

extension Part {
  /// Where something was judged, as titles say it.
  var place: String { "the \(self) part" }
}
