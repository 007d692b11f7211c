import Language
import Learning

extension LossComparison {
  /// Every metric of every loss with its interval and its distance from the best.
  ///
  /// What matters most, the marks, stands left of what a narrow page leaves out.
  var table: Table {
    let level = Table.NumberFormat.percent(0).text(of: bootstrap.level)
    return Table(
      title: "\(part), \(counted(trials.first?.rows.count ?? 0, "row"))",
      columns: [
        .text("metric"), .text("loss"), .number("value"), .number("\(level) interval"),
        .number("to the best"), .number("\(level) interval"),
      ],
      rows: metrics.flatMap { metric in
        trials.indices.map { row(metric, $0, isFirst: $0 == 0) }
      },
      footnotes: [
        "* best, ~ within noise of it: the interval of the difference holds 0",
        "intervals from \(grouped(bootstrap.resamples)) bootstrap resamples of the rows, the same for "
          + "all losses",
      ] + notes)
  }

  private func row(_ metric: MetricComparison, _ index: Int, isFirst: Bool) -> [Table.Cell] {
    let estimate = metric.estimates[index]
    let difference = metric.differences[index]
    let value = estimate.value.map {
      mark(metric, index) + Table.NumberFormat.significant(4).text(of: $0)
    }
    return [
      .text(isFirst ? metric.name : ""), .text("\(trials[index].loss)"),
      .text(value ?? "undefined"), .text(words(estimate.interval)),
      .text(difference.map { signed($0.value) } ?? ""), .text(words(difference?.interval)),
    ]
  }

  /// What the difference comes to, as a mark.
  private func mark(_ metric: MetricComparison, _ index: Int) -> String {
    if metric.best == index { return "* " }
    return metric.differences[index]?.isWithinNoise == true ? "~ " : ""
  }

  private func words(_ interval: ConfidenceInterval?) -> String {
    interval.map { "\(short($0.lower)) to \(short($0.upper))" } ?? ""
  }

  private func short(_ number: Double) -> String {
    Table.NumberFormat.significant(3).text(of: number)
  }

  private func signed(_ number: Double) -> String { (number > 0 ? "+" : "") + short(number) }

  /// How rows were judged, and why metrics have no value.
  private var notes: [String] {
    let remarks = trials.flatMap { trial in trial.remarks.map { "\(trial.loss): \($0)" } }
    return remarks
      + metrics.flatMap { metric in
        zip(trials, metric.estimates).compactMap { trial, estimate in
          if estimate.value != nil, estimate.interval == nil {
            return "\(metric.name) of \(trial.loss): too few resamples have a value for an interval"
          }
          return estimate.note.map { "\(metric.name) of \(trial.loss) is undefined: \($0)" }
        }
      }
  }
}
