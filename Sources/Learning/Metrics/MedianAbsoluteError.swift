extension MetricDefinition {
  /// The median of the absolute errors.
  static let medianAbsoluteError = MetricDefinition(
    Declaration(
      "median_absolute_error", .metric,
      "The size of the errors that half of the rows stay below, in the unit of the target.",
      formula: "median |prediction − target|",
      discussion: "A few large errors do not change it. \(severalColumns)",
      reference: "scikit-learn median_absolute_error"),
    largerIsBetter: false,
    measure: .errors { sums in try sums.average { median($0.absoluteErrors) } })
}

/// The middle of the numbers, or the mean of the two in the middle; nil without any.
private func median(_ numbers: [Double]) -> Double? {
  let sorted = numbers.sorted()
  guard let last = sorted.indices.last else { return nil }
  return (sorted[last / 2] + sorted[(last + 1) / 2]) / 2
}
