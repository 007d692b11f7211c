import Glibc

extension MetricDefinition {
  /// The mean of -log of the probability given to the true class.
  static let logLoss = MetricDefinition(
    Declaration(
      "log_loss", .metric, "How surprising the true classes are under the predicted probabilities.",
      formula: "−(1 / rows) · Σ log p(true class)",
      discussion: """
        From raw scores it is computed without forming the probabilities, so it stays finite. \
        Given probabilities are kept 2.2e-16 away from 0 and 1. The baseline beside it predicts \
        the shares of the classes in the training part.
        """,
      reference: "scikit-learn log_loss"),
    largerIsBetter: false, isStandard: true,
    measure: .classes { sums, _ in
      try defined(sums.logLossSum, or: .noProbabilities) / Double(sums.confusion.total)
    })
}

/// -log softmax(scores)[target] = log Σ exp(scores) - scores[target], shifted by the largest score
/// so that no exponential overflows and the sum is at least 1.
func surprise(scores: [Double], target: Int) -> Double {
  let largest = scores.max() ?? 0
  let sum = scores.reduce(0) { $0 + exp($1 - largest) }
  return log(sum) + (largest - scores[target])
}

/// -log sigmoid(score) for the positive class, -log sigmoid(-score) for the other: a softplus,
/// written with the exponential of a number that is never positive.
func surprise(score: Double, isPositive: Bool) -> Double {
  let wrong = isPositive ? -score : score
  return max(wrong, 0) + log1p(exp(-abs(wrong)))
}

/// -log p, with p kept away from 0 and 1 by the spacing of Doubles at 1, as scikit-learn does.
func surprise(probability: Double) -> Double {
  -log(min(max(probability, .ulpOfOne), 1 - .ulpOfOne))
}
