extension AdviceRule {
  /// Classes nothing is the matter with.
  static let plainClasses = AdviceRule(
    for: .classes, loss: { _ in try LossSpecification("cross_entropy") },
    reason: { "\($0.balanceWords) and \($0.noiseWords): nothing asks for more" },
    objection: plainObjection)

  /// Two classes nothing is the matter with, and a single output.
  static let plainPair = AdviceRule(
    suits: { $0.isPair }, loss: { _ in try LossSpecification("binary_cross_entropy") },
    reason: { "\($0.balanceWords) and \($0.noiseWords): nothing asks for more" },
    objection: plainObjection)

  private static let plainObjection: @Sendable (Findings) -> String = { findings in
    if findings.hasNoisyLabels {
      return "\(findings.noiseWords), and a single wrong label can cost it any amount"
    }
    if findings.isUneven {
      return "\(findings.balanceWords), and every row counts the same, so the large ones lead"
    }
    return findings.hasSomeNoise
      ? "\(findings.noiseWords), and it would learn to be sure of them"
      : "it says the same with another number of outputs"
  }
}

extension Findings {
  /// Whether there are two classes, which a single output can tell apart.
  var isPair: Bool { nature == .classes && self[.classes] == 2 }
}
