extension MetricDefinition {
  /// The mean squared distance of the probabilities from what came true.
  static let brier = MetricDefinition(
    Declaration(
      "brier", .metric, "The mean squared distance of the probabilities from what came true.",
      formula: "(1 / rows) · Σ (p(positive) − [is positive])²",
      discussion: """
        For two classes it lies between 0 and 1. With more it is the sum over the classes, \
        between 0 and 2.
        """,
      reference: "Brier 1950; scikit-learn brier_score_loss"),
    largerIsBetter: false,
    measure: .scores { rows, _ in
      let classes = rows.classes.indices
      let scale = classes.count == 2 ? 0.5 : 1
      var sum = CompensatedSum()
      for (row, label) in rows.labels.enumerated() {
        for index in classes {
          let p = try defined(rows.probability(row, index), or: .noProbabilities)
          let distance = p - (index == label ? 1 : 0)
          sum.add(scale * distance * distance)
        }
      }
      return sum.value / Double(rows.count)
    })
}
