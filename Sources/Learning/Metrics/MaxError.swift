extension MetricDefinition {
  /// The largest absolute error.
  static let maxError = MetricDefinition(
    Declaration(
      "max_error", .metric, "The size of the largest error, in the unit of the target.",
      formula: "max |prediction − target|", discussion: severalColumns,
      reference: "scikit-learn max_error"),
    largerIsBetter: false,
    measure: .numbers { sums in try sums.average { $0.largestError } })
}
