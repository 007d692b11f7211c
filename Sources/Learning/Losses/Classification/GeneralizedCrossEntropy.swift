import Graphs

/// Between cross-entropy and the absolute error of the probability, for labels that are often
/// wrong.
///
///     (1 − p^q) / q,   −log p for q = 0, its limit
///
/// Written as −(e^(q ℓ) − 1) / q with ℓ = log p, which keeps its digits for q and for ℓ close to 0.
/// From ℓ of each class, [n, C]: what each class would cost if it were the true one. Never more
/// than 1 / q, so a wrong label pulls with bounded force: the gradient in x is that of
/// cross-entropy times p^q.
public func generalizedCrossEntropy(
  logProbabilities: Expression, q: Double
) throws -> Expression {
  if q == 0 { return try -logProbabilities }
  return try -(expm1(q * logProbabilities) / q)
}

extension LossDefinition {
  /// Generalized cross-entropy.
  static let generalizedCrossEntropy = LossDefinition(
    Declaration(
      "generalized_cross_entropy", .loss,
      "Cross-entropy that gives up on rows whose label it cannot believe, for noisy labels.",
      options: [
        OptionDeclaration(
          "q", "from cross-entropy, 0, to absolute error, 1", .number(.between(0, 1)),
          default: .number(0.7), positional: true),
        .from, .classWeights, .effectiveBeta, .labelSmoothing, .ignoreIndex,
      ],
      formula: "(1 − p^q) / q, p = softmax(x)[y]",
      discussion: """
        No row costs more than 1 / q, and a row the model finds impossible pulls no longer at all. \
        So the first epochs may be slow: start with a small q. Label smoothing answers the same \
        trouble; both at once are seldom of use. With class weights the mean divides by the sum of \
        the weights of the target classes. Rows whose class is ignore_index do not count.
        """,
      reference: """
        Zhang and Sabuncu 2018, Generalized Cross Entropy Loss for Training Deep Neural Networks \
        with Noisy Labels, arXiv:1805.07836
        """),
    task: .classification,
    guide: LossGuide(
      targets: """
        One class per row, as a name or a whole number from 0, or a probability per class.
        """,
      useWhen: "A good share of the labels is wrong and which ones is not known.",
      avoidWhen: "Labels are right and some rows are hard: it gives up on those; cross_entropy."),
    targets: [.classes, .distributions],
    meanDividesBy: "the sum of the target classes' weights, that is the rows without class_weights",
    predictions: \.predictionKind,
    formula: { inputs in
      let costs = try Learning.generalizedCrossEntropy(
        logProbabilities: inputs.logProbabilities(), q: inputs.options.number("q"))
      return try inputs.classTarget().expectation(of: costs)
    })
}
