extension MetricDefinition {
  /// The share of rows taken for their own class.
  static let accuracy = MetricDefinition(
    declaration: Declaration(
      "accuracy", .metric, "The share of rows whose class was found.",
      formula: "hits / rows", reference: "scikit-learn accuracy_score"),
    largerIsBetter: true,
    measure: .classes { ratio($0.confusion.correct, $0.confusion.total) })

  /// The mean recall of the classes.
  static let balancedAccuracy = MetricDefinition(
    declaration: Declaration(
      "balanced_accuracy", .metric, "The share of each class that was found, averaged.",
      formula: "mean over classes of hits / rows of the class",
      discussion: """
        A classifier that always answers the largest class reaches 1 / classes only. It is \
        undefined when a class of the training part has no rows in the part judged.
        """,
      reference: "scikit-learn balanced_accuracy_score"),
    largerIsBetter: true,
    measure: .classes { sums in
      let recalls = sums.confusion.classScores.map(\.recall)
      let known = recalls.compactMap { $0 }
      guard !known.isEmpty, known.count == recalls.count else { return nil }
      return known.reduce(0, +) / Double(known.count)
    })
}
