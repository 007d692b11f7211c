extension MetricDefinition {
  /// The share of rows taken for their own class.
  static let accuracy = MetricDefinition(
    Declaration(
      "accuracy", .metric, "The share of rows whose class was found.",
      formula: "hits / rows", reference: "scikit-learn accuracy_score"),
    largerIsBetter: true, isStandard: true,
    measure: .classes { sums, _ in
      try defined(ratio(sums.confusion.correct, sums.confusion.total), or: .noRows)
    })

  /// The mean recall of the classes.
  static let balancedAccuracy = MetricDefinition(
    Declaration(
      "balanced_accuracy", .metric, "The share of each class that was found, averaged.",
      formula: "mean over classes of hits / rows of the class",
      discussion: """
        A classifier that always answers the largest class reaches 1 / classes only. It is \
        undefined when a class of the training part has no rows in the part judged.
        """,
      reference: "scikit-learn balanced_accuracy_score"),
    largerIsBetter: true, isStandard: true,
    measure: .classes { sums, _ in
      let scores = sums.confusion.classScores
      let recalls = scores.compactMap(\.recall)
      guard recalls.count == scores.count else {
        throw Undefined.absent(scores.filter { $0.support == 0 }.map(\.name))
      }
      return recalls.reduce(0, +) / Double(recalls.count)
    })
}
