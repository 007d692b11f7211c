import DataSources
import Language
import Learning

extension Session {
  /// Takes other metrics; what was judged is judged anew.
  mutating func adopt(_ metrics: MetricChoice) {
    self.metrics = metrics
    evaluations = [:]
  }

  /// What metrics compare with; nil as long as that is not known.
  mutating func judgedTarget() -> JudgedTarget? {
    guard let data, !data.targetColumns.isEmpty else { return nil }
    if let loss, let prepared = try? prepareData(for: loss), let part = prepared.parts[.train] {
      switch part.targets {
      case .none: return nil
      case .classes: return prepared.classes.map { .classes($0.names.count) }
      case .numbers: return .numbers
      case .distributions(let rows): return .classes(rows.rowCount)
      case .sequences: return .sequences
      }
    }
    return data.classNames.isEmpty ? nil : .classes(data.classNames.count)
  }

  /// Refuses a metric that cannot judge what the data asks for, as far as that is known.
  mutating func check(_ metric: MetricSpecification) throws {
    guard let target = judgedTarget(),
      !metric.resolved(for: target).definition.suits(target)
    else { return }
    throw SessionError.unsuitableMetric(
      metric.name, judges: metric.definition.judges, target: target)
  }

  /// Reads metrics as typed; a list, several words or a chain.
  mutating func metricSpecifications(_ items: [Constructor]) throws -> [MetricSpecification] {
    try items.map { item in
      do {
        let metric = try MetricSpecification(item)
        try check(metric)
        return metric
      } catch { throw PlacedError(error, at: item.span) }
    }
  }
}
