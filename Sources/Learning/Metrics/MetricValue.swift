/// A metric of a part, with what a model that learnt nothing would reach.
public struct MetricValue: Sendable, Equatable {
  /// The metric's name: `f1_macro`.
  public let name: String
  /// The value, nil where it is undefined.
  public let value: Double?
  /// The value of the baseline: the largest class, or the mean, of the training part.
  public let baseline: Double?
  /// Whether larger is better.
  public let largerIsBetter: Bool
  /// Why there is no value, nil when there is one.
  public let note: String?

  /// A value that is not finite is left out.
  init(_ metric: MetricDefinition, value: Double?, baseline: Double?, note: String?) {
    name = metric.name
    self.value = value.flatMap { $0.isFinite ? $0 : nil }
    self.baseline = baseline.flatMap { $0.isFinite ? $0 : nil }
    largerIsBetter = metric.largerIsBetter
    self.note = self.value == nil ? note ?? "it is not finite" : nil
  }

  /// Whether the value is better than the baseline; nil if one of them is missing.
  public var beatsBaseline: Bool? {
    guard let value, let baseline else { return nil }
    return largerIsBetter ? value > baseline : value < baseline
  }
}

/// Why no metric has a value when outputs are infinite or no number at all.
func notFiniteNote(_ count: Int, of rows: Int) -> String {
  "the outputs for \(count) of \(rows) rows are infinite or not a number"
}
