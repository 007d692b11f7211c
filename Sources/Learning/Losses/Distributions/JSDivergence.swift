import Graphs

/// Jensen–Shannon divergence of two distributions in the rows of p and y.
///
///     Σ_c (y[c] · log(y[c] / m[c]) + p[c] · log(p[c] / m[c])) / 2,   m = (p + y) / 2
///
/// `logP` is log p where it is known better than from p; logarithms taken here are no smaller than
/// −100, and a class of probability 0 adds 0. Both are [n, C], the result is [n], from 0 to log 2.
private func jsDivergence(
  _ p: Expression, log logP: Expression, _ y: Expression
) throws -> Expression {
  let middle = try clampedLog((p + y) / 2)
  let fromTarget = try y * (clampedLog(y) - middle)
  let fromPrediction = try p * (logP - middle)
  return try sum(fromTarget + fromPrediction, axis: 1) / 2
}

/// Jensen–Shannon divergence of the target y and softmax(x), row by row: [n].
public func jsDivergence(logits x: Expression, _ y: Expression) throws -> Expression {
  try jsDivergence(softmax(x), log: logSoftmax(x), y)
}

/// Jensen–Shannon divergence of the target y and the probabilities p, row by row: [n].
public func jsDivergence(probabilities p: Expression, _ y: Expression) throws -> Expression {
  try jsDivergence(p, log: clampedLog(p), y)
}

extension LossDefinition {
  /// Jensen–Shannon divergence.
  static let jsDivergence = LossDefinition(
    Declaration(
      "js_divergence", .loss, "How far prediction and target are from their middle, both ways.",
      options: [.from],
      formula: "Σ (y · log(y / m) + p · log(p / m)) / 2,  m = (p + y) / 2,  p = softmax(x)",
      discussion: """
        The mean of the divergences of both distributions from their middle: the same when they \
        are swapped, 0 when they agree, log 2 when they have nothing in common, and finite where \
        either is 0. Takes raw scores; from=probabilities takes the output of a softmax.
        """,
      reference: "Lin 1991, Divergence Measures Based on the Shannon Entropy"),
    task: .distributions,
    guide: LossGuide(
      targets: "A probability per class and row, each row summing to 1.",
      useWhen: """
        Prediction and target count alike, or targets are noisy: a row that is quite wrong costs at \
        most log 2.
        """,
      avoidWhen: """
        The prediction starts far from the target: the slope vanishes there, kl_divergence keeps \
        pulling.
        """),
    targets: [.distributions], meanDividesBy: "the number of rows",
    predictions: \.predictionKind,
    formula: {
      LossTerms(
        $0.options.predictionKind == .logits
          ? try Learning.jsDivergence(logits: $0.prediction, $0.values())
          : try Learning.jsDivergence(probabilities: $0.prediction, $0.values()))
    })
}
