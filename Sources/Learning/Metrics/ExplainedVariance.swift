extension MetricDefinition {
  /// The share of the target's variance that is not in the errors.
  static let explainedVariance = MetricDefinition(
    Declaration(
      "explained_variance", .metric,
      "The share of the target's variance that is not in the errors; their mean does not count.",
      formula: "1 − variance(target − prediction) / variance(target)",
      discussion: """
        r2 for predictions that may all be off by the same number. It is undefined when the \
        targets are all equal. \(severalColumns)
        """,
      reference: "scikit-learn explained_variance_score"),
    largerIsBetter: true,
    measure: .numbers { sums in
      try sums.average(or: Undefined("the targets do not vary")) {
        $0.spread.value > 0 ? 1 - $0.errorSpread.value / $0.spread.value : nil
      }
    })
}
