import Figures
import Learning

extension SessionFigures {
  /// The learning rates to come, epoch by epoch or step by step.
  ///
  /// - Throws: `SessionError.unsuitablePlot` for a schedule that waits for losses.
  static func learningRateToCome(
    _ session: Session, next count: Int?, title: String? = nil
  ) throws -> LineChart {
    guard let optimizer = session.optimizer else { throw SessionError.noOptimizer }
    if let schedule = session.schedule, schedule.watchesLoss {
      throw SessionError.unsuitablePlot(
        "lr", reason: "\(schedule) follows losses that are not known before the fit",
        instead: "fit, then plot lr")
    }
    let unit = session.schedule?.unit ?? .epoch
    let times = session.timesToCome(count)
    let base = optimizer.options.number("lr")
    return LineChart(
      title: title ?? "Learning rate to come", xTitle: unit.rawValue, yTitle: "learning rate",
      series: [
        LineChart.Series(
          "", times.map { ($0 + 1, session.schedule?.rate(at: $0, base: base) ?? base) })
      ])
  }
}

extension Session {
  /// The times of the schedule from where it is now: as many as asked for, else those to its end,
  /// else a hundred.
  fileprivate func timesToCome(_ count: Int?) -> Range<Int> {
    let position = trained?.state.schedule.continued(under: schedule) ?? SchedulePosition()
    let first = position.time(in: schedule?.unit ?? .epoch)
    let rest = schedule?.length.map { $0 + 1 - first } ?? 0
    let shown = min(count ?? (rest > 1 ? rest : 100), longestPreview)
    return first..<first + shown
  }
}

/// A chart of more times shows nothing more.
private let longestPreview = 100_000
