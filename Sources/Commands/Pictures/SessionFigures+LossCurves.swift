import Figures
import Learning

extension SessionFigures {
  /// The curves of runs with different losses over each other: by a metric they share, and by each
  /// one's own loss from 1, where it began, to 0, the least it came to.
  ///
  /// Losses of different kinds have no scale in common; what can be set side by side is how much of
  /// its own way each has come.
  static func lossCurves(_ runs: [Run], title: String? = nil) -> SmallMultiples {
    let own = LineChart(
      title: "", yTitle: "own loss: first epoch 1, least 0",
      series: runs.map { LineChart.Series($0.name, $0.ownWay) }, verticalScale: .linear)
    let shared = sharedMetric(runs).map { name in
      LineChart(
        title: "", yTitle: "validation \(name)",
        series: runs.filter { $0.measures(name) }.map { run in
          LineChart.Series(
            run.name, run.history.map { report in (report.epoch, report.value(of: name)) })
        })
    }
    return SmallMultiples(
      title: title ?? "Losses compared", cell: Size(380, 300),
      [shared, own].compactMap { $0 })
  }

  /// The metric that says most among those that most runs have.
  private static func sharedMetric(_ runs: [Run]) -> String? {
    let names = runs.flatMap { $0.history.last?.metrics.map(\.name) ?? [] }.unique
    let counts = names.map { name in runs.count { $0.measures(name) } }
    let most = zip(names, counts).filter { $0.1 == counts.max() }.map(\.0)
    return ["accuracy", "mae"].first(where: most.contains) ?? most.first
  }
}

extension EpochReport {
  fileprivate func value(of metric: String) -> Double {
    metrics.first { $0.name == metric }?.value ?? .nan
  }
}

extension Run {
  /// Whether a metric was measured after its epochs.
  fileprivate func measures(_ name: String) -> Bool {
    history.last?.metrics.contains { $0.name == name } ?? false
  }

  /// Its loss by epoch, the validation part's where there is one, from 1 to 0.
  fileprivate var ownWay: [(epoch: Int, value: Double)] {
    let losses = history.map { $0.validationLoss ?? $0.dataLoss }
    guard let first = losses.first, let least = losses.filter(\.isFinite).min() else { return [] }
    let span = first - least
    return zip(history, losses).map { report, loss in
      (report.epoch, span > 0 ? (loss - least) / span : 1)
    }
  }
}
