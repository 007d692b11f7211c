extension MetricDefinition {
  /// The coefficient of determination.
  static let r2 = MetricDefinition(
    Declaration(
      "r2", .metric, "The share of the target's variance that the predictions explain.",
      formula: "1 − Σ (prediction − target)² / Σ (target − mean target)²",
      discussion: """
        1 is perfect, 0 is as good as the mean of the part judged, below 0 is worse. It is \
        undefined when the targets are all equal, where scikit-learn answers 0 or 1. \
        \(severalColumns)
        """,
      reference: "scikit-learn r2_score"),
    largerIsBetter: true, isStandard: true,
    measure: .numbers { sums in
      try sums.average(or: Undefined("the targets do not vary")) {
        $0.spread.value > 0 ? 1 - $0.squaredError.value / $0.spread.value : nil
      }
    })
}
