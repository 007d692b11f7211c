import Graphs

/// Kullback–Leibler divergence of the target y from softmax(x), row by row.
///
///     Σ_c y[c] · (log y[c] − log softmax(x)[c]),   0 · log 0 = 0
///
/// Scores and targets are [n, C], the result is [n].
public func klDivergence(logits x: Expression, _ y: Expression) throws -> Expression {
  try sum(y * clampedLog(y), axis: 1) + softmaxCrossEntropy(x, targets: y)
}

/// Kullback–Leibler divergence of the target y from the probabilities p, row by row.
///
///     Σ_c y[c] · (log y[c] − log p[c]),   0 · log 0 = 0, logarithms no smaller than −100
///
/// Probabilities and targets are [n, C], the result is [n].
public func klDivergence(probabilities p: Expression, _ y: Expression) throws -> Expression {
  try sum(relativeEntropy(y, p), axis: 1)
}

extension LossDefinition {
  /// Kullback–Leibler divergence.
  static let klDivergence = LossDefinition(
    Declaration(
      "kl_divergence", .loss, "What it costs to take the prediction for the target distribution.",
      options: [.from],
      formula: "Σ y · (log y − log softmax(x))",
      discussion: """
        Takes raw scores, so the model ends without a softmax; from=probabilities takes the output \
        of one. A class of probability 0 in the target adds 0. It is cross_entropy less the entropy \
        of the target: same gradient, but 0 at the best. Unlike PyTorch's mean over all numbers, \
        the mean is that over rows, batchmean there.
        """,
      reference: "Kullback and Leibler 1951, On Information and Sufficiency; PyTorch KLDivLoss"),
    task: .distributions,
    guide: LossGuide(
      targets: "A probability per class and row, each row summing to 1.",
      useWhen: """
        Targets are distributions themselves: votes of several judges, the outputs of a larger \
        model.
        """,
      avoidWhen: """
        Targets are single classes: take cross_entropy. Predictions may be 0 where targets are not, \
        and that should not dominate: take js_divergence.
        """),
    targets: [.distributions], meanDividesBy: "the number of rows",
    predictions: \.predictionKind,
    formula: {
      LossTerms(
        $0.options.predictionKind == .logits
          ? try Learning.klDivergence(logits: $0.prediction, $0.values())
          : try Learning.klDivergence(probabilities: $0.prediction, $0.values()))
    })
}
