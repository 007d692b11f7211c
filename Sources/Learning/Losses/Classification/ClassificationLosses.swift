extension LossDefinition {
  /// Losses on classes, on yes or no and on masks.
  static let classification: [LossDefinition] = [
    .binaryCrossEntropy, .crossEntropy, .negativeLogLikelihood, .focal, .poly1,
    .generalizedCrossEntropy, .hinge, .squaredHinge, .multiMargin, .dice, .tversky,
  ]
}
