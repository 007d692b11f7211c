/// A metric of a part, with what a model that learnt nothing would reach.
public struct MetricValue: Sendable, Equatable {
  /// The metric's name: `f1_macro`.
  public let name: String
  /// The value, nil where it is undefined.
  public let value: Double?
  /// The value of the baseline: the largest class, or the mean, of the training part, or no label.
  public let baseline: Double?
  /// Whether larger is better.
  public let largerIsBetter: Bool
  /// Why there is no value, nil when there is one.
  public let note: String?

  /// A value that is not finite is left out.
  init(
    _ metric: MetricSpecification, _ result: Result<Double, Undefined>,
    baseline: Result<Double, Undefined>?
  ) {
    name = metric.label
    value = (try? result.get()).flatMap { $0.isFinite ? $0 : nil }
    self.baseline = (try? baseline?.get()).flatMap { $0.isFinite ? $0 : nil }
    largerIsBetter = metric.definition.largerIsBetter
    if case .failure(let undefined) = result {
      note = undefined.reason
    } else {
      note = value == nil ? "it is not finite" : nil
    }
  }

  /// Whether the value is better than the baseline; nil if one of them is missing.
  public var beatsBaseline: Bool? {
    guard let value, let baseline else { return nil }
    return largerIsBetter ? value > baseline : value < baseline
  }
}

extension MetricSpecification {
  /// The value for rows of classes, or why there is none.
  func value(_ sums: ClassSums, _ rows: ScoredRows?) -> Result<Double, Undefined> {
    value(of: sums.rows, notFinite: sums.notFinite) {
      switch definition.measure {
      case .classes(let formula): return try formula(sums, options)
      case .scores(let formula):
        guard let rows else { throw Undefined("it needs the outputs for every row") }
        return try formula(rows, options)
      default: throw unsuitable("classes")
      }
    }
  }

  /// The value for rows of numbers, or why there is none.
  func value(_ sums: RegressionSums) -> Result<Double, Undefined> {
    value(of: sums.rows, notFinite: sums.notFinite) {
      switch definition.measure {
      case .numbers(let formula), .errors(let formula): return try formula(sums)
      default: throw unsuitable("numbers")
      }
    }
  }

  /// The value for rows of label sequences, or why there is none.
  func value(_ sums: SequenceSums) -> Result<Double, Undefined> {
    value(of: sums.rows, notFinite: sums.notFinite) {
      guard case .sequences(let formula) = definition.measure else {
        throw unsuitable("label sequences")
      }
      return try formula(sums)
    }
  }

  private func unsuitable(_ target: String) -> Undefined {
    Undefined("it judges \(definition.judges), the target is \(target)")
  }

  private func value(
    of rows: Int, notFinite: Int, _ formula: () throws -> Double
  ) -> Result<Double, Undefined> {
    if rows == 0 { return .failure(.noRows) }
    if notFinite > 0 {
      return .failure(
        Undefined("the outputs for \(notFinite) of \(rows) rows are infinite or not a number"))
    }
    do { return .success(try formula()) } catch {
      return .failure(error as? Undefined ?? Undefined("\(error)"))
    }
  }
}
