import Graphs

/// How far the true class's score fails to lead the others by a margin.
///
///     w[y] / C · Σ_{c ≠ y} max(0, m − x[y] + x[c])^p
///
/// where x are the scores, [n, C], y the class of each row, [n], w the weight of each class, [C],
/// m the margin and p is 1 or 2. One value per row, [n]; a mean divides by Σ w[y].
public func multiMargin(
  _ x: Expression, indices y: Expression, margin: Double = 1, p: Int = 1,
  weights: Expression? = nil
) throws -> LossTerms {
  let classes = x.shape[1]
  let own = try repeated(pick(x, y), axis: 1, count: classes)
  // x[c] − x[y] first: for scores of 1e4 a margin added to one of them would be rounded away.
  let shortfall = try relu((x - own) + margin)
  let others = try 1 - oneHot(y, classes: classes)
  let costs = try (p == 1 ? shortfall : square(shortfall)) * others
  let weight = try weightOfTarget(y, weights, shape: x.shape)
  return LossTerms(try scaled(mean(costs, axis: 1), by: weight), rowDivisor: weight)
}

extension LossDefinition {
  /// The margin loss of several classes.
  static let multiMargin = LossDefinition(
    Declaration(
      "multi_margin", .loss,
      "How far the true class's score fails to lead the others, for one output per class.",
      options: [
        OptionDeclaration(
          "margin", "by how much the true class should lead", .number(.above(0)),
          default: .number(1)),
        OptionDeclaration(
          "p", "1 for the shortfall, 2 for its square", .integer(1...2), default: .number(1)),
        .classWeights, .effectiveBeta, .ignoreIndex,
      ],
      formula: "Σ_{c ≠ y} max(0, m − x[y] + x[c])^p / C",
      discussion: """
        The hinge loss of several classes. Scores are no probabilities: there is no log loss for \
        such a model, and nothing to smooth in its labels. With class weights the mean divides by \
        the sum of the weights of the target classes, as everywhere here; PyTorch's divides by the \
        number of rows.
        """,
      reference: "Crammer and Singer 2001; PyTorch MultiMarginLoss"),
    task: .classification,
    guide: LossGuide(
      targets: "One class per row, as a name or a whole number from 0.",
      useWhen: "Only the decision between several classes counts, not how sure it is.",
      avoidWhen: "Probabilities are wanted: take cross_entropy."),
    targets: [.classes],
    meanDividesBy: "the sum of the target classes' weights, that is the rows without class_weights",
    predictions: { _ in .scores },
    formula: { inputs in
      try Learning.multiMargin(
        inputs.prediction, indices: inputs.indices(), margin: inputs.options.number("margin"),
        p: inputs.options.integer("p"),
        weights: inputs.classWeights(classes: inputs.prediction.shape[1]))
    })
}
