extension LossDefinition {
  /// Losses on classes, on yes or no and on masks.
  static let classification: [LossDefinition] = [
    .binaryCrossEntropy, .crossEntropy,
  ]
}
