import Graphs

/// How far each anchor fails to be nearer to its positive than to its negative, by a margin.
///
///     max(0, d(a, p) − d(a, n) + m)
///
/// where d is `pairwiseDistance` and a, p and n are rows, [n, k]. One value per row, [n].
public func triplet(
  _ anchor: Expression, positive: Expression, negative: Expression, margin: Double = 1,
  p: Double = 2, epsilon: Double = 1e-6
) throws -> Expression {
  let near = try pairwiseDistance(anchor, positive, p: p, epsilon: epsilon)
  let far = try pairwiseDistance(anchor, negative, p: p, epsilon: epsilon)
  return try relu(near - far + margin)
}

/// The triplet loss of each row with the hardest partners its batch has to offer.
///
///     max(0, max_{same class} ‖a − p‖ − min_{other class} ‖a − n‖ + m)
///
/// Rows are vectors x, [n, k], with a class each, y, [n], of `classes`. One value per row, [n]; a
/// row without a second of its class, or without one of another, has no triplet: its value is 0
/// and it does not count in a mean.
public func hardestTriplet(
  _ x: Expression, indices y: Expression, classes: Int, margin: Double = 1
) throws -> LossTerms {
  let pairs = try RowPairs(classes: y, count: classes)
  let distance = try distances(among: x)
  let farthest = try rowMaximum(`where`(pairs.alike, distance, farBelow))
  let nearest = try rowMinimum(`where`(pairs.different, distance, -farBelow))
  let hasTriplet = try greater(sum(pairs.alike, axis: 1) * sum(pairs.different, axis: 1), 0)
  // Where one is missing the difference is far below any margin.
  let values = try relu(farthest - nearest + margin)
  return LossTerms(values, rowDivisor: hasTriplet)
}

extension LossDefinition {
  /// The triplet loss.
  static let triplet = LossDefinition(
    Declaration(
      "triplet", .loss, "How far a row fails to be nearer to its like than to others.",
      options: [
        OptionDeclaration(
          "margin", "by how much the like should be nearer", .number(.atLeast(0)),
          default: .number(1)),
        OptionDeclaration(
          "p", "the norm of distances: 2 for straight lines, 1 for city blocks",
          .number(.atLeast(1)), default: .number(2)),
        OptionDeclaration(
          "eps", "what is added to each difference before its norm", .number(.atLeast(0)),
          default: .number(1e-6)),
      ],
      formula: "max(0, d(a, p) − d(a, n) + m)",
      discussion: """
        Predictions are anchors; positive and negative are arrays of the same shape. With classes \
        in their place, as in a fit, each row of a batch takes the farthest row of its class and \
        the nearest of another (batch hard, by straight lines: p and eps do not apply); rows \
        without such partners have the loss 0 and do not count. A batch is then its own context: \
        small batches find easy triplets, and losses of batches of different size are not to be \
        compared. Take batches that hold several rows of each class.
        """,
      reference: """
        Schroff et al. 2015, FaceNet, arXiv:1503.03832; Hermans et al. 2017, In Defense of the \
        Triplet Loss, arXiv:1703.07737; PyTorch TripletMarginLoss
        """),
    task: .similarity,
    guide: LossGuide(
      targets: """
        One class per row, or none and the arrays positive and negative. The model's outputs are \
        vectors of any length.
        """,
      useWhen: "Rows are to be found by likeness, or there are many classes of few rows each.",
      avoidWhen: "Classes are few and known: cross_entropy is easier to train."),
    targets: [.classes, .nothing],
    meanDividesBy: "the rows that have a triplet: all of them where the arrays are given",
    predictions: { _ in .vectors }, outputs: { _ in .any },
    extras: [
      LossExtra("positive", "the like of each row", .likePrediction, isRequired: false),
      LossExtra("negative", "the unlike of each row", .likePrediction, isRequired: false),
    ],
    formula: { try $0.tripletTerms() })
}

extension LossInputs {
  fileprivate func tripletTerms() throws -> LossTerms {
    let margin = options.number("margin")
    if case .indices(let y) = target {
      return try hardestTriplet(prediction, indices: y, classes: classes.count, margin: margin)
    }
    return LossTerms(
      try triplet(
        prediction, positive: partner("positive"), negative: partner("negative"), margin: margin,
        p: options.number("p"), epsilon: options.number("eps")))
  }
}
