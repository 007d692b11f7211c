extension MetricDefinition {
  /// The mean absolute error.
  static let mae = MetricDefinition(
    Declaration(
      "mae", .metric, "The mean size of the errors, in the unit of the target.",
      formula: "(1 / rows) · Σ |prediction − target|", discussion: severalColumns,
      reference: "scikit-learn mean_absolute_error"),
    largerIsBetter: false, isStandard: true,
    measure: .numbers { sums in
      try sums.average { $0.absoluteError.value / Double(sums.count) }
    })
}
