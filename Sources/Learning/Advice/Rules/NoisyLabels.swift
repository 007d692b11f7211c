extension AdviceRule {
  /// Labels that are often wrong: a loss no row of which costs more than 1 / q.
  static let noisyLabels = AdviceRule(
    for: .classes,
    loss: { findings in
      try LossSpecification(
        "generalized_cross_entropy", [],
        [("q", .number(0.7))]
          + (findings.isUneven ? [("class_weights", .text("effective"))] : []))
    },
    reason: { findings in
      guard findings.hasNoisyLabels else { return nil }
      return "\(findings.noiseWords), and no wrong label costs more than 1 / q"
    },
    objection: { "\($0.noiseWords), and it gives up on rows that are only hard" })

  /// A few labels that may be wrong: the model is kept from being sure of them.
  static let smoothedClasses = AdviceRule(
    for: .classes,
    loss: { findings in
      try LossSpecification(
        "cross_entropy", [],
        (findings.isUneven ? [("class_weights", .text("effective"))] : [])
          + [("label_smoothing", .number(0.1))])
    },
    reason: smoothingReason, objection: smoothingObjection)

  /// The same for a single output.
  static let smoothedPair = AdviceRule(
    suits: { $0.isPair },
    loss: { _ in
      try LossSpecification("binary_cross_entropy", [], [("label_smoothing", .number(0.1))])
    },
    reason: smoothingReason, objection: smoothingObjection)

  private static let smoothingReason: @Sendable (Findings) -> String? = { findings in
    guard findings.hasSomeNoise else { return nil }
    return "\(findings.noiseWords): smoothing keeps the model from being sure of a wrong label"
  }

  private static let smoothingObjection: @Sendable (Findings) -> String = { findings in
    findings.hasNoisyLabels
      ? "\(findings.noiseWords), too many for smoothing, which believes every label a little less"
      : "\(findings.noiseWords), and smoothing makes the probabilities of right labels too small"
  }
}
