extension MetricDefinition {
  /// The precision of the positive class.
  static let precision = ofPositive(
    "precision", "Of the rows taken for the positive class, the share that is of it.",
    formula: "true positives / predicted positives", \.precision)

  /// The recall of the positive class.
  static let recall = ofPositive(
    "recall", "Of the rows of the positive class, the share that was found.",
    formula: "true positives / positives", \.recall)

  /// The F1 of the positive class.
  static let f1 = ofPositive(
    "f1", "The harmonic mean of the precision and the recall of the positive class.",
    formula: "2 · true positives / (positives + predicted positives)", \.f1)

  /// Precision, recall and F1 over all classes, averaged in three ways.
  static let averagedMetrics: [MetricDefinition] = Average.allCases.flatMap { average in
    [
      averaged("precision", average, \.precision),
      averaged("recall", average, \.recall),
      averaged("f1", average, \.f1),
    ]
  }

  private static func ofPositive(
    _ name: String, _ summary: String, formula: String,
    _ score: @escaping @Sendable (ClassScore) -> Double?
  ) -> MetricDefinition {
    MetricDefinition(
      Declaration(
        name, .metric, summary, formula: formula,
        discussion: """
          For two classes; the positive one is the second unless another is named. Undefined when \
          there is nothing to divide by. With more classes \(name)_macro takes its place; there are \
          \(name)_weighted and \(name)_micro too.
          """,
        reference: "scikit-learn precision_recall_fscore_support, average=binary"),
      largerIsBetter: true, isStandard: true, ofSeveralClasses: "\(name)_macro",
      measure: .classes { sums, _ in
        guard let positive = sums.positive else {
          throw Undefined("it needs two classes, there are \(sums.confusion.classes.count)")
        }
        let fared = ClassScore(sums.confusion, positive)
        return try defined(score(fared), or: Undefined(fared.note ?? "there is no such row"))
      })
  }

  private static func averaged(
    _ score: String, _ average: Average, _ value: @escaping @Sendable (ClassScore) -> Double?
  ) -> MetricDefinition {
    MetricDefinition(
      Declaration(
        "\(score)_\(average.rawValue)", .metric, average.summary(score),
        formula: average.formula(score),
        discussion: """
          A class that was never predicted, or has no rows, counts as 0, and evaluate says so.
          """,
        reference: "scikit-learn precision_recall_fscore_support, average=\(average.rawValue)"),
      largerIsBetter: true, isStandard: true,
      measure: .classes { sums, _ in
        try defined(average.value(sums.confusion, value), or: .noRows)
      })
  }
}

/// How the scores of several classes become one number.
enum Average: String, CaseIterable, Sendable {
  case macro, weighted, micro

  func summary(_ score: String) -> String {
    let score = score == "f1" ? "F1" : score
    return switch self {
    case .macro: "The mean of the \(score) of the classes, each counting the same."
    case .weighted: "The mean of the \(score) of the classes, each counting as its rows."
    case .micro: "The \(score) from the hits of all classes together, which is the accuracy."
    }
  }

  func formula(_ score: String) -> String {
    switch self {
    case .macro: "Σ \(score) of a class / classes"
    case .weighted: "Σ \(score) of a class · rows of the class / rows"
    case .micro: "hits / rows"
    }
  }

  /// With one label a row, every false positive is another class's false negative: the micro
  /// averages of all three scores are the accuracy.
  func value(_ matrix: ConfusionMatrix, _ score: (ClassScore) -> Double?) -> Double? {
    let rows = matrix.total
    guard rows > 0 else { return nil }
    let classes = matrix.classScores
    return switch self {
    case .macro: classes.reduce(0) { $0 + (score($1) ?? 0) } / Double(classes.count)
    case .weighted:
      classes.reduce(0) { $0 + (score($1) ?? 0) * Double($1.support) } / Double(rows)
    case .micro: ratio(matrix.correct, rows)
    }
  }
}
