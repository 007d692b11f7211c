extension LossDefinition {
  /// Losses on numbers.
  static let regression: [LossDefinition] = [
    .meanSquaredError, .meanAbsoluteError, .huber, .smoothL1, .logCosh, .quantile,
    .squaredLogarithmicError, .percentageError, .poissonNLL, .gaussianNLL, .robust,
  ]
}
