extension AdviceRule {
  /// Losses for label sequences, as far as there are any.
  static let sequenceRules: [AdviceRule] = []
}
