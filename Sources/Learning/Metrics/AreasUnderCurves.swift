extension MetricDefinition {
  /// Areas under curves: of the positive class, and of each class against the rest, averaged in
  /// three ways.
  static let areas: [MetricDefinition] = Area.allCases.flatMap { area in
    [ofPositive(area)] + Average.allCases.map { averaged(area, $0) }
  }

  private static func ofPositive(_ area: Area) -> MetricDefinition {
    MetricDefinition(
      Declaration(
        area.rawValue, .metric, area.summary, formula: area.formula,
        discussion: """
          For two classes; the positive one is the second unless another is named. Rows with equal \
          scores count together. With more classes \(area.rawValue)_macro takes its place. \
          \(area.remark)
          """,
        reference: area.reference),
      largerIsBetter: true, ofSeveralClasses: "\(area.rawValue)_macro",
      measure: .scores { rows, _ in
        guard let positive = rows.positive else {
          throw Undefined("it needs two classes, there are \(rows.classes.count)")
        }
        return try defined(area.value(rows.curve(of: positive)), or: .absent(rows.absent))
      })
  }

  private static func averaged(_ area: Area, _ average: Average) -> MetricDefinition {
    MetricDefinition(
      Declaration(
        "\(area.rawValue)_\(average.rawValue)", .metric,
        "\(area.summary.dropLast()), for \(average.ofAreas).", formula: average.formula(area),
        discussion: "Undefined when a class of the training part has no rows in the part judged.",
        reference: area.reference + ", multi_class=ovr, average=\(average.rawValue)"),
      largerIsBetter: true, measure: .scores { rows, _ in try average.value(rows, area) })
  }
}

/// An area under a curve of thresholds.
private enum Area: String, CaseIterable, Sendable {
  case roc = "roc_auc"
  case averagePrecision = "average_precision"
  case precisionRecall = "pr_auc"

  func value(_ curve: ThresholdCurve) -> Double? {
    switch self {
    case .roc: curve.areaUnderROC
    case .averagePrecision: curve.averagePrecision
    case .precisionRecall: curve.areaUnderPrecisionRecall
    }
  }

  var summary: String {
    switch self {
    case .roc: "How often a row of the class has a larger score than one that is not."
    case .averagePrecision: "The mean precision over the recalls the scores reach."
    case .precisionRecall: "The area under the curve of precision over recall."
    }
  }

  var formula: String {
    switch self {
    case .roc: "pairs with the larger score for the positive row, ties half / pairs"
    case .averagePrecision: "Σ (recall − recall before) · precision"
    case .precisionRecall: "Σ (recall − recall before) · (precision + precision before) / 2"
    }
  }

  var remark: String {
    switch self {
    case .roc: "A score that knows nothing reaches 0.5."
    case .averagePrecision: "A score that knows nothing reaches the share of the positive class."
    case .precisionRecall:
      "The curve begins at recall 0 with precision 1, which favours scores with many ties; "
        + "average_precision draws no lines between its points."
    }
  }

  var reference: String {
    switch self {
    case .roc: "scikit-learn roc_auc_score"
    case .averagePrecision: "scikit-learn average_precision_score"
    case .precisionRecall: "scikit-learn auc over precision_recall_curve"
    }
  }
}

extension Average {
  /// What is averaged, to follow "for".
  fileprivate var ofAreas: String {
    switch self {
    case .macro: "each class against the rest, each counting the same"
    case .weighted: "each class against the rest, each counting as its rows"
    case .micro: "every pair of a row and a class together"
    }
  }

  fileprivate func formula(_ area: Area) -> String {
    switch self {
    case .macro: "Σ \(area.rawValue) of a class / classes"
    case .weighted: "Σ \(area.rawValue) of a class · rows of the class / rows"
    case .micro: "\(area.rawValue) over rows · classes pairs"
    }
  }

  fileprivate func value(_ rows: ScoredRows, _ area: Area) throws -> Double {
    guard rows.absent.isEmpty else { throw Undefined.absent(rows.absent) }
    if self == .micro { return try defined(area.value(rows.pooledCurve), or: .noRows) }
    let supports = rows.supports
    return try rows.classes.indices.reduce(0) { sum, index in
      let value = try defined(area.value(rows.curve(of: index)), or: .absent(rows.absent))
      let share =
        self == .macro
        ? 1 / Double(rows.classes.count) : Double(supports[index]) / Double(rows.count)
      return sum + value * share
    }
  }
}
