extension LossDefinition {
  /// Losses with parameters of their own, learned with the model.
  static let adaptive: [LossDefinition] = [.adaptiveRobust]
}
