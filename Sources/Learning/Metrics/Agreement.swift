extension MetricDefinition {
  /// The correlation of true and predicted classes.
  static let matthews = MetricDefinition(
    Declaration(
      "matthews", .metric, "The correlation of the true and the predicted classes, MCC.",
      formula: "(n · hits − Σ tₖ · pₖ) / √((n² − Σ tₖ²) · (n² − Σ pₖ²))",
      discussion: """
        tₖ rows are of class k and pₖ were taken for it. 1 is perfect, 0 is chance. It is undefined \
        when all rows are of one class or are taken for one, where scikit-learn answers 0.
        """,
      reference: "Matthews 1975; Gorodkin 2004; scikit-learn matthews_corrcoef"),
    largerIsBetter: true,
    measure: .classes { sums, _ in
      let margins = Margins(sums.confusion)
      let spread = (margins.truthSpread * margins.verdictSpread).squareRoot()
      return try defined(spread > 0 ? margins.agreement / spread : nil, or: margins.reason)
    })

  /// Cohen's agreement beyond chance.
  static let kappa = MetricDefinition(
    Declaration(
      "kappa", .metric, "How far true and predicted classes agree beyond chance, Cohen's kappa.",
      formula: "(accuracy − chance) / (1 − chance);  chance = Σ tₖ · pₖ / n²",
      discussion: """
        tₖ rows are of class k and pₖ were taken for it. 1 is perfect, 0 is chance. It is undefined \
        when all rows are of one class and are taken for it.
        """,
      reference: "Cohen 1960; scikit-learn cohen_kappa_score"),
    largerIsBetter: true,
    measure: .classes { sums, _ in
      let margins = Margins(sums.confusion)
      let most = margins.rows * margins.rows - margins.chance
      return try defined(most > 0 ? margins.agreement / most : nil, or: margins.reason)
    })
}

/// The sums of a confusion matrix over its rows and columns, in whole numbers.
private struct Margins {
  /// n.
  let rows: Double
  /// Σ tₖ · pₖ.
  let chance: Double
  /// n · hits − Σ tₖ · pₖ.
  let agreement: Double
  /// n² − Σ tₖ².
  let truthSpread: Double
  /// n² − Σ pₖ².
  let verdictSpread: Double

  init(_ matrix: ConfusionMatrix) {
    let truths = matrix.classes.indices.map { Double(matrix.support($0)) }
    let verdicts = matrix.classes.indices.map { Double(matrix.predicted($0)) }
    rows = Double(matrix.total)
    chance = zip(truths, verdicts).reduce(0) { $0 + $1.0 * $1.1 }
    agreement = rows * Double(matrix.correct) - chance
    truthSpread = rows * rows - truths.reduce(0) { $0 + $1 * $1 }
    verdictSpread = rows * rows - verdicts.reduce(0) { $0 + $1 * $1 }
  }

  var reason: Undefined {
    Undefined(
      truthSpread == 0 ? "all rows are of one class" : "all rows are taken for one class")
  }
}
