extension LossDefinition {
  /// Losses on vectors that should lie near to or far from each other.
  static let similarity: [LossDefinition] = [.cosine, .triplet, .contrastive]
}
