import Graphs

/// How far each score falls short of its margin.
///
///     max(0, 1 − y · x)
///
/// where x are the scores and y is −1 or 1, both [n, k]; so is the result. The gradient where y · x
/// is 1 is 0.
public func hinge(_ x: Expression, _ y: Expression) throws -> Expression {
  try relu(1 - y * x)
}

/// The square of how far each score falls short of its margin.
///
///     max(0, 1 − y · x)²
///
/// Scores and targets as in `hinge`.
public func squaredHinge(_ x: Expression, _ y: Expression) throws -> Expression {
  try square(hinge(x, y))
}

extension LossInputs {
  /// The targets as −1 and 1; 0, the no of targets written as 0 and 1, is −1.
  fileprivate func signs() throws -> Expression {
    let y = try values()
    return try `where`(equal(y, 0), -1, y)
  }
}

private let signTargets = "−1 or 1 per output, or 0 or 1, or two classes, the second as 1."

extension LossDefinition {
  /// The hinge loss.
  static let hinge = LossDefinition(
    Declaration(
      "hinge", .loss, "How far a yes-or-no score falls short of its margin.",
      formula: "max(0, 1 − y · x), y ∈ {−1, 1}",
      discussion: """
        The loss of a support vector machine. Rows on the right side of their margin count nothing, \
        so the fit rests on the few that are not. Scores are no probabilities: there is no log loss \
        for such a model.
        """,
      reference: "Cortes and Vapnik 1995, Support-Vector Networks; Keras Hinge"),
    task: .classification,
    guide: LossGuide(
      targets: signTargets, useWhen: "Only the decision counts, not how sure it is.",
      avoidWhen: """
        Probabilities are wanted: take binary_cross_entropy. There are more than two classes: take \
        multi_margin.
        """),
    targets: [.signs], meanDividesBy: "the number of values", predictions: { _ in .scores },
    formula: { LossTerms(try Learning.hinge($0.prediction, $0.signs())) })

  /// The squared hinge loss.
  static let squaredHinge = LossDefinition(
    Declaration(
      "squared_hinge", .loss, "The squared shortfall of a yes-or-no score, smooth at the margin.",
      formula: "max(0, 1 − y · x)², y ∈ {−1, 1}",
      discussion: """
        As hinge, but without its kink, so that optimizers come to rest; a row far on the wrong \
        side counts by its square.
        """,
      reference: "Keras SquaredHinge"),
    task: .classification,
    guide: LossGuide(
      targets: signTargets, useWhen: "As hinge, with a smooth loss.",
      avoidWhen: "Some labels are wrong: their squares decide the fit; take hinge."),
    targets: [.signs], meanDividesBy: "the number of values", predictions: { _ in .scores },
    formula: { LossTerms(try Learning.squaredHinge($0.prediction, $0.signs())) })
}
