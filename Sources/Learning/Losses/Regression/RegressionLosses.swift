extension LossDefinition {
  /// Losses on numbers.
  static let regression: [LossDefinition] = [
    .meanSquaredError, .meanAbsoluteError, .huber,
  ]
}
