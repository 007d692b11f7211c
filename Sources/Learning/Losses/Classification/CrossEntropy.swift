import Graphs
import Tensors

/// Cross-entropy of raw scores against one class per row.
///
///     (1 − ε) · w[y] · −ℓ[y]  +  ε / C · Σ_c w[c] · −ℓ[c],   ℓ = log softmax(x)
///
/// where x are the scores, [n, C], y the class of each row, [n], w the weight of each class, [C],
/// and ε the label smoothing. One value per row, [n]; a mean divides by Σ w[y], so smoothing leaks
/// the weights of other classes into a row just as PyTorch's CrossEntropyLoss has it.
public func crossEntropy(
  logits x: Expression, indices y: Expression, weights: Expression? = nil, smoothing: Double = 0
) throws -> LossTerms {
  let values = try softmaxCrossEntropy(
    x, indices: y, labelSmoothing: smoothing, classWeights: weights)
  return LossTerms(values, rowDivisor: try weightOfTarget(y, weights, shape: x.shape))
}

/// Cross-entropy of probabilities p, [n, C], against one class per row, [n].
///
/// The formula of `crossEntropy(logits:indices:)` with ℓ = log p, no smaller than −100.
public func crossEntropy(
  probabilities p: Expression, indices y: Expression, weights: Expression? = nil,
  smoothing: Double = 0
) throws -> LossTerms {
  let surprise = try -clampedLog(p)
  let rowWeights = try weightOfTarget(y, weights, shape: p.shape)
  let hard = try scaled(pick(surprise, y), by: rowWeights)
  let even = try mean(scaled(surprise, by: spread(weights, to: p.shape)), axis: 1)
  return LossTerms(try hard * (1 - smoothing) + even * smoothing, rowDivisor: rowWeights)
}

/// Cross-entropy of raw scores against a distribution over the classes.
///
///     −Σ_c w[c] · ((1 − ε) · y[c] + ε / C) · ℓ[c],   ℓ = log softmax(x)
///
/// where x are the scores and y the distribution of each row, both [n, C]. One value per row, [n];
/// a mean divides by the number of rows.
public func crossEntropy(
  logits x: Expression, distributions y: Expression, weights: Expression? = nil,
  smoothing: Double = 0
) throws -> LossTerms {
  let target = try smoothed(y, by: smoothing, weights: weights)
  return LossTerms(try softmaxCrossEntropy(x, targets: target))
}

/// Cross-entropy of probabilities p, [n, C], against a distribution over the classes, [n, C].
///
/// The formula of `crossEntropy(logits:distributions:)` with ℓ = log p, no smaller than −100.
public func crossEntropy(
  probabilities p: Expression, distributions y: Expression, weights: Expression? = nil,
  smoothing: Double = 0
) throws -> LossTerms {
  let target = try smoothed(y, by: smoothing, weights: weights)
  return LossTerms(try -sum(target * clampedLog(p), axis: 1))
}
