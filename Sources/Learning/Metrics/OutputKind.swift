/// What the outputs of a model mean.
public enum OutputKind: String, Sendable, CaseIterable {
  /// Raw scores of any size; softmax or sigmoid would make probabilities of them.
  case logits
  /// Probabilities, of each class or of the second of two.
  case probabilities
  /// Scores that order the classes and mean no probability; there is no log loss for them.
  case scores
}
