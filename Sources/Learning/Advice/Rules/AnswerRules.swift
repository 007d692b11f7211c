extension AdviceRule {
  /// Losses for several yes-or-no answers a row.
  static let answerRules = [rareAnswers, plainAnswers, overlappingAnswers]

  /// Answers of which some are seldom yes.
  static let rareAnswers = AdviceRule(
    for: .answers, loss: { _ in try LossSpecification("focal", [], [("gamma", .number(2))]) },
    reason: { findings in
      guard findings.isRare else { return nil }
      return "the least even answer goes \(short(findings[.imbalance] ?? 1)) to 1, and rows it "
        + "already finds easy should not drown the rest"
    },
    objection: {
      "the least even answer goes \(short($0[.imbalance] ?? 1)) to 1, which is not enough to look "
        + "away from easy rows"
    })

  /// Answers nothing is the matter with.
  static let plainAnswers = AdviceRule(
    for: .answers, loss: { _ in try LossSpecification("binary_cross_entropy") },
    reason: {
      "every row answers \(short($0[.columns] ?? 1)) questions, each by a sigmoid of its own"
    },
    objection: {
      "the least even answer goes \(short($0[.imbalance] ?? 1)) to 1, and the common one leads"
    })

  /// Answers that are a mask.
  static let overlappingAnswers = AdviceRule(
    for: .answers, loss: { _ in try LossSpecification("dice") }, reason: { _ in nil },
    objection: { _ in
      "it measures how far the answers of a row overlap, as of a mask, and gives no probabilities"
    })
}
