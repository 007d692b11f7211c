extension AdviceRule {
  /// Losses for label sequences whose places among the inputs are not known.
  static let sequenceRules = [shortInputs, sequences, transducer]

  /// Sequences of which some are longer than their inputs.
  static let shortInputs = AdviceRule(
    for: .sequences,
    loss: { _ in try LossSpecification("ctc", [], [("zero_infinity", .flag(true))]) },
    reason: { findings in
      guard let tightness = findings[.tightness], tightness < 1 else { return nil }
      return "a row has only \(short(tightness)) inputs for each label, so no alignment: such rows "
        + "count nothing instead of infinity"
    },
    objection: { _ in "every row has enough inputs, and it would hide a row that has not" })

  /// Sequences shorter than their inputs.
  static let sequences = AdviceRule(
    for: .sequences, loss: { _ in try LossSpecification("ctc") },
    reason: { findings in
      "the labels are in order but their places are not known"
        + (findings[.tightness].map { "; there are at least \(short($0)) inputs for each" } ?? "")
    },
    objection: { _ in "a row with fewer inputs than labels makes it infinite" })

  /// Sequences whose labels depend on those before.
  static let transducer = AdviceRule(
    for: .sequences, loss: { _ in try LossSpecification("rnnt") }, reason: { _ in nil },
    objection: { _ in
      "it takes outputs for every pair of an input and a label so far, of a model that reads both"
    })
}
