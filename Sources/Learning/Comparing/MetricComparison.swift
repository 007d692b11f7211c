/// Several models judged by one metric on the same rows.
public struct MetricComparison: Sendable, Equatable {
  /// What one model comes to.
  public struct Estimate: Sendable, Equatable {
    /// The metric on the rows as they are; nil where it is undefined.
    public let value: Double?
    /// Where it would lie on other rows of the kind.
    public let interval: ConfidenceInterval?
    /// Why there is no value.
    public let note: String?
  }

  /// How far a model is from the best.
  public struct Difference: Sendable, Equatable {
    /// Its value minus that of the best.
    public let value: Double
    /// Where the difference would lie on other rows, the same ones for both.
    public let interval: ConfidenceInterval?

    /// Whether it could as well be none; nil when that cannot be told.
    public var isWithinNoise: Bool? { interval?.contains(0) }
  }

  /// The metric as it stands beside a value: `top_2_accuracy`.
  public let name: String
  /// Whether larger is better.
  public let largerIsBetter: Bool
  /// What each model comes to, in order.
  public let estimates: [Estimate]
  /// The model with the best value, the first of equals; nil when none has a value.
  public let best: Int?
  /// How far each model is from the best; nil for the best itself and for one without a value.
  public let differences: [Difference?]
}

extension MetricComparison {
  /// From the values on the rows as they are, and from those of each model in each resample.
  init(_ values: [MetricValue], draws: [[Double]], _ bootstrap: Bootstrap) {
    let better: (Double, Double) -> Bool = values.first?.largerIsBetter == false ? (<) : (>)
    let best = values.indices.reduce(nil as Int?) { best, index in
      guard let value = values[index].value else { return best }
      guard let known = best.flatMap({ values[$0].value }) else { return index }
      return better(value, known) ? index : best
    }
    name = values.first?.name ?? ""
    largerIsBetter = values.first?.largerIsBetter ?? true
    estimates = zip(values, draws).map { value, draws in
      Estimate(
        value: value.value, interval: value.value.flatMap { _ in bootstrap.interval(draws) },
        note: value.note)
    }
    self.best = best
    differences = values.indices.map { index in
      guard let best, index != best, let value = values[index].value,
        let largest = values[best].value
      else { return nil }
      return Difference(
        value: value - largest,
        interval: bootstrap.interval(zip(draws[index], draws[best]).map { $0 - $1 }))
    }
  }
}
