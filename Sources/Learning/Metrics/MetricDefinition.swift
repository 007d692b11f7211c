/// A metric: its declaration, which way is better, and its formula as a function of sums.
///
/// Sums are taken over a whole part; a mean of the metrics of batches is something else and is
/// computed nowhere.
public struct MetricDefinition: Definition {
  /// What a metric is computed from.
  enum Measure: Sendable {
    /// A metric of classes.
    case classes(@Sendable (ClassSums) -> Double?)
    /// A metric of numbers.
    case numbers(@Sendable (RegressionSums) -> Double?)
  }

  /// Metrics.
  public static let category = Category.metric

  /// Every metric, in the order `evaluate` prints them.
  public static let all: [MetricDefinition] =
    [.accuracy, .balancedAccuracy, .precision, .recall, .f1] + averagedMetrics
    + [.logLoss, .mse, .rmse, .mae, .r2]

  /// Name, formula, help text.
  public let declaration: Declaration
  /// Whether larger is better.
  public let largerIsBetter: Bool
  /// The formula.
  let measure: Measure

  /// What the metric judges: "classes", "two classes" or "numbers".
  public var judges: String {
    if case .numbers = measure { return "numbers" }
    return Self.ofPositiveClass.contains(name) ? "two classes" : "classes"
  }

  /// Metrics of the positive class, which only two classes have.
  static let ofPositiveClass: Set = ["precision", "recall", "f1"]

  /// The metrics a classifier is judged by unless others are asked for.
  public static func standard(classes: Int) -> [MetricDefinition] {
    all.filter { $0.judges == "classes" || $0.judges == "two classes" && classes == 2 }
  }

  /// The metrics predicted numbers are judged by unless others are asked for.
  public static var standardNumbers: [MetricDefinition] { all.filter { $0.judges == "numbers" } }

  func value(_ sums: ClassSums) -> Double? {
    guard case .classes(let formula) = measure, sums.notFinite == 0 else { return nil }
    return formula(sums)
  }

  func value(_ sums: RegressionSums) -> Double? {
    guard case .numbers(let formula) = measure, sums.notFinite == 0 else { return nil }
    return formula(sums)
  }
}
