extension MetricDefinition {
  /// The mean of the errors as shares of the target.
  static let mape = MetricDefinition(
    Declaration(
      "mape", .metric, "The mean size of the errors as a share of the target: 0.1 is ten per cent.",
      formula: "(1 / rows) · Σ |prediction − target| / max(|target|, 2.2e-16)",
      discussion: """
        Targets near 0 make it as large as one likes; then mae says more. \(severalColumns)
        """,
      reference: "scikit-learn mean_absolute_percentage_error"),
    largerIsBetter: false,
    measure: .numbers { sums in
      try sums.average { $0.relativeError.value / Double(sums.count) }
    })
}
