extension AdviceRule {
  /// A class so rare that the many easy rows of the others drown it.
  static let rareClass = AdviceRule(
    for: .classes,
    loss: { _ in
      try LossSpecification(
        "focal", [], [("gamma", .number(2)), ("class_weights", .text("effective"))])
    },
    reason: { findings in
      guard findings.isRare, !findings.hasNoisyLabels else { return nil }
      return "\(findings.balanceWords), and rows it already finds easy should not drown the rest"
    },
    objection: { findings in
      findings.hasSomeNoise
        ? "\(findings.noiseWords), and it chases exactly the rows whose label is wrong"
        : "\(findings.balanceWords), which is not enough to look away from easy rows"
    })

  /// Classes of unequal size, each counting by its effective number of rows.
  static let unevenClasses = AdviceRule(
    for: .classes,
    loss: { _ in
      try LossSpecification("cross_entropy", [], [("class_weights", .text("effective"))])
    },
    reason: { findings in
      guard findings.isUneven else { return nil }
      return "\(findings.balanceWords), and every class should count"
    },
    objection: { findings in
      if findings.hasNoisyLabels {
        return "\(findings.noiseWords), and a wrong label of a small class would count even more"
      }
      return findings.isRare
        ? "weights alone leave the easy rows of the large classes in charge"
        : "\(findings.balanceWords): they count about alike as they are"
    })

  /// Two classes of unequal size and a single output.
  static let unevenPair = AdviceRule(
    suits: { $0.isPair },
    loss: { findings in
      let weight = findings[.negativesPerPositive] ?? 1
      return try LossSpecification(
        "binary_cross_entropy", [], [("positive_weight", .number(threeDigits(max(weight, 1e-6))))])
    },
    reason: { findings in
      guard findings.isUneven else { return nil }
      return "\(findings.balanceWords), and positive_weight makes up for it"
    },
    objection: { findings in
      findings.isUneven
        ? "it makes up for the sizes of the classes, but leaves easy rows in charge"
        : "\(findings.balanceWords): they count about alike as they are"
    })
}
