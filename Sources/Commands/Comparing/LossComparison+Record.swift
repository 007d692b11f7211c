import Language
import Learning

extension LossComparison {
  /// The comparison as a value: `c.best.mae`, `c.results[0].mae.value`, `c.unbeaten`.
  var record: Record {
    let best = metrics.map { metric in
      (key: metric.name, value: metric.best.map { Value.text("\(trials[$0].loss)") } ?? .none)
    }
    return Record(
      "comparison",
      [
        "part": .text(part.rawValue), "rows": .number(Double(trials.first?.rows.count ?? 0)),
        "resamples": .number(Double(bootstrap.resamples)),
        "losses": .list(trials.map { .text("\($0.loss)") }),
        "best": .record(Record("best", best)),
        "unbeaten": .list(unbeaten.map { .text("\($0)") }),
        "results": .list(trials.indices.map { .record(result($0)) }),
      ])
  }

  private func result(_ index: Int) -> Record {
    var record = Record(
      "result",
      ["loss": .text("\(trials[index].loss)"), "run": .text(trials[index].run.name)])
    for metric in metrics { record[metric.name] = .record(measure(metric, index)) }
    return record
  }

  private func measure(_ metric: MetricComparison, _ index: Int) -> Record {
    let (estimate, difference) = (metric.estimates[index], metric.differences[index])
    return Record(
      metric.name,
      [
        "value": .optional(estimate.value), "lower": .optional(estimate.interval?.lower),
        "upper": .optional(estimate.interval?.upper),
        "difference": .optional(metric.best == index ? 0 : difference?.value),
        "difference_lower": .optional(metric.best == index ? 0 : difference?.interval?.lower),
        "difference_upper": .optional(metric.best == index ? 0 : difference?.interval?.upper),
        "within_noise": metric.best == index
          ? .bool(true) : difference?.isWithinNoise.map(Value.bool) ?? .none,
      ])
  }
}
