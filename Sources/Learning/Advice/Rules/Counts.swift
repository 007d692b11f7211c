extension AdviceRule {
  /// Counts of events.
  static let counts = AdviceRule(
    for: .numbers, loss: { _ in try LossSpecification("poisson_nll") },
    reason: { findings in
      guard findings.arePoisson, !findings.areProportions else { return nil }
      return
        "whole numbers from 0 up with variance over mean \(short(findings[.dispersion] ?? 1)): "
        + "counts; the model predicts the logarithm of the rate"
    },
    objection: { findings in
      guard let dispersion = findings[.dispersion] else {
        return "the targets are no counts: some are below 0 or not whole"
      }
      return "variance over mean is \(short(dispersion)), that of Poisson counts is near 1"
    })

  /// Shares from 0 to 1.
  static let proportions = AdviceRule(
    for: .numbers, loss: { _ in try LossSpecification("binary_cross_entropy") },
    reason: { findings in
      guard findings.areProportions else { return nil }
      return
        "all targets lie from 0 to 1, \(percent(findings[.proportions] ?? 0)) between: shares, "
        + "which a sigmoid keeps there"
    },
    objection: { findings in
      findings[.proportions] == nil
        ? "the targets are no shares: some lie outside 0 to 1"
        : "hardly any target lies between 0 and 1"
    })
}
