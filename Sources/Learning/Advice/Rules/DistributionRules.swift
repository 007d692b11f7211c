extension AdviceRule {
  /// Losses for target distributions.
  static let distributionRules = [divergence, boundedDivergence, entropyOfDistributions]

  /// The divergence of the prediction from the target.
  static let divergence = AdviceRule(
    for: .distributions, loss: { _ in try LossSpecification("kl_divergence") },
    reason: { findings in
      "the targets are distributions of \(short(findings[.ambiguity] ?? 0)) of the largest entropy, "
        + "and it is 0 where the prediction is the target"
    },
    objection: { _ in "it is 0 only where the prediction is the target" })

  /// Its sum with the entropy of the target.
  static let entropyOfDistributions = AdviceRule(
    for: .distributions, loss: { _ in try LossSpecification("cross_entropy") },
    reason: { _ in nil },
    objection: {
      "it has the same gradients, but its least value is the entropy of the targets ("
        + "\(short($0[.ambiguity] ?? 0)) of the largest), not 0"
    })

  /// A bounded and symmetric divergence.
  static let boundedDivergence = AdviceRule(
    for: .distributions, loss: { _ in try LossSpecification("js_divergence") },
    reason: { _ in nil },
    objection: { _ in
      "it is bounded by log 2, so a prediction far off hardly learns; for targets that are not to "
        + "be trusted"
    })
}
