import Graphs

/// Binary cross-entropy of raw scores.
///
///     w · y · softplus(−x) + (1 − y) · softplus(x)
///
/// since −log sigmoid(x) = softplus(−x) and −log(1 − sigmoid(x)) = softplus(x): exact at both ends,
/// where taking the logarithm of a rounded sigmoid is not. Scores and targets have the same shape,
/// [n, k]; so has the result. `positiveWeight` is w.
public func binaryCrossEntropy(
  logits x: Expression, _ y: Expression, positiveWeight: Double = 1
) throws -> Expression {
  try y * softplus(-x) * positiveWeight + (1 - y) * softplus(x)
}

/// Binary cross-entropy of probabilities.
///
///     −w · y · log p − (1 − y) · log(1 − p),   logarithms no smaller than −100
///
/// Probabilities and targets have the same shape, [n, k]; so has the result.
public func binaryCrossEntropy(
  probabilities p: Expression, _ y: Expression, positiveWeight: Double = 1
) throws -> Expression {
  try -(y * clampedLog(p) * positiveWeight + (1 - y) * clampedLog(1 - p))
}

extension LossDefinition {
  /// Binary cross-entropy.
  static let binaryCrossEntropy = LossDefinition(
    Declaration(
      "binary_cross_entropy", .loss,
      "How surprised the model is by yes-or-no targets, for one output per question.",
      options: [.from, .positiveWeight, .labelSmoothing],
      formula: "−w · y · log σ(x) − (1 − y) · log(1 − σ(x))",
      discussion: """
        Takes raw scores, so the model ends without a sigmoid; from=probabilities takes the output \
        of one. Of two classes the second counts as positive. Targets may be probabilities. Label \
        smoothing ε turns y into (1 − ε) · y + ε / 2, before positive_weight applies.
        """,
      reference: "PyTorch BCEWithLogitsLoss and BCELoss"),
    task: .classification,
    guide: LossGuide(
      targets: "0 or 1 per output, a probability between them, or two classes.",
      useWhen: "One yes-or-no question, or several that can be true at once.",
      avoidWhen: "Exactly one of several classes is true: take cross_entropy."),
    targets: [.binary], meanDividesBy: "the number of values, whatever positive_weight is",
    predictions: \.predictionKind,
    formula: { inputs in
      let weight = inputs.options.number("positive_weight")
      let target = try inputs.smoothedAnswers(inputs.values())
      return LossTerms(
        inputs.options.predictionKind == .logits
          ? try Learning.binaryCrossEntropy(
            logits: inputs.prediction, target, positiveWeight: weight)
          : try Learning.binaryCrossEntropy(
            probabilities: inputs.prediction, target, positiveWeight: weight))
    })
}
