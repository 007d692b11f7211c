/// One loss that can be proposed: for which targets, with which options, why and why not.
struct AdviceRule: Sendable {
  /// Whether it knows such targets.
  let suits: @Sendable (Findings) -> Bool
  /// The loss, its options as the findings have them.
  let loss: @Sendable (Findings) throws -> LossSpecification
  /// Why it is the loss to take; nil when nothing found speaks for it.
  let reason: @Sendable (Findings) -> String?
  /// Why it is not, where another is.
  let objection: @Sendable (Findings) -> String

  /// Rules from the most particular to the plainest: the first with a reason is followed.
  static let all: [AdviceRule] =
    classRules + answerRules + distributionRules + numberRules + sequenceRules
}

extension AdviceRule {
  /// A rule for targets of one nature.
  init(
    for nature: Findings.Nature,
    loss: @escaping @Sendable (Findings) throws -> LossSpecification,
    reason: @escaping @Sendable (Findings) -> String?,
    objection: @escaping @Sendable (Findings) -> String
  ) {
    self.init(suits: { $0.nature == nature }, loss: loss, reason: reason, objection: objection)
  }
}
