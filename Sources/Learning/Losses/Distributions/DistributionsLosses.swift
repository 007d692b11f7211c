extension LossDefinition {
  /// Losses on distributions.
  static let distributions: [LossDefinition] = [
    .klDivergence, .jsDivergence,
  ]
}
