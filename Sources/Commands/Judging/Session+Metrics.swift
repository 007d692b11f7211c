import DataSources
import Language
import Learning

extension Session {
  /// Takes other metrics; what was judged is judged anew.
  mutating func adopt(_ metrics: MetricChoice) {
    self.metrics = metrics
    evaluations = [:]
  }

  /// How many classes the target has, 0 for numbers; nil as long as that is not known.
  mutating func judgedClasses() -> Int? {
    guard let data, !data.targetColumns.isEmpty else { return nil }
    if let loss, let prepared = try? prepareData(for: loss), let part = prepared.parts[.train] {
      switch part.targets {
      case .none, .sequences: return nil
      case .classes: return prepared.classes?.names.count
      case .numbers: return 0
      case .distributions(let rows): return rows.rowCount
      }
    }
    return data.classNames.isEmpty ? nil : data.classNames.count
  }

  /// Refuses a metric that cannot judge what the data asks for, as far as that is known.
  mutating func check(_ metric: MetricSpecification) throws {
    guard let classes = judgedClasses(),
      !metric.resolved(classes: classes).definition.suits(classes: classes)
    else { return }
    throw SessionError.unsuitableMetric(
      metric.name, judges: metric.definition.judges, classes: classes)
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
