/// A metric: its declaration, which way is better, and its formula.
///
/// A formula reads sums over a whole part, or its rows; a mean of the metrics of batches is
/// something else and is computed nowhere.
public struct MetricDefinition: Definition {
  /// What a metric is computed from.
  ///
  /// A formula throws `Undefined` where it has no value.
  enum Measure: Sendable {
    /// Sums over the rows of classes.
    case classes(@Sendable (ClassSums, Options) throws -> Double)
    /// Every row of classes with its outputs.
    case scores(@Sendable (ScoredRows, Options) throws -> Double)
    /// Sums over the rows of numbers.
    case numbers(@Sendable (RegressionSums) throws -> Double)
    /// Every error of the rows of numbers.
    case errors(@Sendable (RegressionSums) throws -> Double)
    /// Sums over the rows of label sequences.
    case sequences(@Sendable (SequenceSums) throws -> Double)
  }

  /// Metrics.
  public static let category = Category.metric

  /// Every metric, in the order `evaluate` prints them.
  public static let all: [MetricDefinition] =
    [.accuracy, .balancedAccuracy, .topK, .precision, .recall, .f1] + averagedMetrics
    + [.matthews, .kappa] + areas + [.logLoss, .perplexity, .brier, .calibrationError]
    + [.mse, .rmse, .mae, .medianAbsoluteError, .maxError, .mape, .r2, .explainedVariance]
    + [.labelErrorRate, .sequenceAccuracy]

  /// Name, options, formula, help text.
  public let declaration: Declaration
  /// Whether larger is better.
  public let largerIsBetter: Bool
  /// Whether it is shown unless others are asked for.
  public let isStandard: Bool
  /// For a metric of the positive one of two classes: the metric that takes its place when there
  /// are more.
  let ofSeveralClasses: String?
  /// The name beside a value, which says the options that matter: `top_2_accuracy`.
  let label: @Sendable (Options) -> String
  /// The formula.
  let measure: Measure

  init(
    _ declaration: Declaration, largerIsBetter: Bool, isStandard: Bool = false,
    ofSeveralClasses: String? = nil, label: (@Sendable (Options) -> String)? = nil,
    measure: Measure
  ) {
    self.declaration = declaration
    self.largerIsBetter = largerIsBetter
    self.isStandard = isStandard
    self.ofSeveralClasses = ofSeveralClasses
    self.label = label ?? { _ in declaration.name }
    self.measure = measure
  }

  /// What the metric judges: "classes", "two classes", "numbers" or "label sequences".
  public var judges: String {
    switch measure {
    case .numbers, .errors: "numbers"
    case .sequences: "label sequences"
    case .classes, .scores: ofSeveralClasses == nil ? "classes" : "two classes"
    }
  }

  /// Whether it needs every row, not only sums.
  var keepsRows: Bool {
    switch measure {
    case .scores, .errors: true
    case .classes, .numbers, .sequences: false
    }
  }

  /// Whether it judges what is compared with such a target.
  public func suits(_ target: JudgedTarget) -> Bool {
    switch (measure, target) {
    case (.numbers, .numbers), (.errors, .numbers), (.sequences, .sequences): true
    case (.classes, .classes(let count)), (.scores, .classes(let count)):
      ofSeveralClasses == nil ? count > 0 : count == 2
    default: false
    }
  }
}
