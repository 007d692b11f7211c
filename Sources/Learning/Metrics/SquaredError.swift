extension MetricDefinition {
  /// The mean squared error.
  static let mse = MetricDefinition(
    Declaration(
      "mse", .metric, "The mean of the squared errors.",
      formula: "(1 / rows) · Σ (prediction − target)²", discussion: severalColumns,
      reference: "scikit-learn mean_squared_error"),
    largerIsBetter: false, isStandard: true,
    measure: .numbers { sums in
      try sums.average { $0.squaredError.value / Double(sums.count) }
    })

  /// The root of the mean squared error.
  static let rmse = MetricDefinition(
    Declaration(
      "rmse", .metric, "The root of the mean squared error, in the unit of the target.",
      formula: "√((1 / rows) · Σ (prediction − target)²)", discussion: severalColumns,
      reference: "scikit-learn root_mean_squared_error"),
    largerIsBetter: false, isStandard: true,
    measure: .numbers { sums in
      try sums.average { ($0.squaredError.value / Double(sums.count)).squareRoot() }
    })

  /// What several target columns come to.
  static let severalColumns =
    "With several target columns it is computed for each, and the plain mean of these is taken."
}
