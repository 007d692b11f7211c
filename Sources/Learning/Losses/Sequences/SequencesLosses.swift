extension LossDefinition {
  /// Losses on label sequences without an alignment.
  static let sequences = [ctc, rnnt]
}
