import Graphs

/// The negative logarithm of the probability of the true class, which the model gives as such.
///
///     w[y] · −ℓ[y]
///
/// where ℓ are logarithms of probabilities, [n, C], y the class of each row, [n], and w the weight
/// of each class, [C]. One value per row, [n]; a mean divides by Σ w[y].
public func negativeLogLikelihood(
  logProbabilities: Expression, indices y: Expression, weights: Expression? = nil
) throws -> LossTerms {
  let weight = try weightOfTarget(y, weights, shape: logProbabilities.shape)
  let surprise = try -pick(logProbabilities, y)
  return LossTerms(try scaled(surprise, by: weight), rowDivisor: weight)
}

extension LossDefinition {
  /// Negative log-likelihood.
  static let negativeLogLikelihood = LossDefinition(
    Declaration(
      "nll", .loss,
      "How surprised the model is by the true class, for outputs that are log-probabilities.",
      options: [.classWeights, .effectiveBeta, .ignoreIndex],
      formula: "−ℓ[y], ℓ = log p",
      discussion: """
        Takes the logarithms of probabilities, so the model ends in log_softmax; with that it is \
        cross_entropy to the last digit. It has no label_smoothing: where labels are to be \
        smoothed, cross_entropy does it. With class weights the mean divides by the sum of the \
        weights of the target classes. Rows whose class is ignore_index have the loss 0 and do not \
        count in the mean.
        """,
      reference: "PyTorch NLLLoss"),
    task: .classification,
    guide: LossGuide(
      targets: "One class per row, as a name or a whole number from 0.",
      useWhen: "The model gives log-probabilities anyway, as one with log_softmax at its end does.",
      avoidWhen: "The model gives raw scores: take cross_entropy, which is safe from log 0."),
    targets: [.classes],
    meanDividesBy: "the sum of the target classes' weights, that is the rows without class_weights",
    predictions: { _ in .logProbabilities },
    formula: { inputs in
      try Learning.negativeLogLikelihood(
        logProbabilities: inputs.prediction, indices: inputs.indices(),
        weights: inputs.classWeights(classes: inputs.prediction.shape[1]))
    })
}
