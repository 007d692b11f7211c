import Graphs

// What the losses on label sequences have in common.

extension OptionDeclaration {
  /// `blank`: the class that stands for no label.
  static let blank = OptionDeclaration(
    "blank", "the class that stands for no label", .integer(0...1_000_000), default: .number(0))

  /// `from=logits`: these losses apply their own softmax, always.
  static let fromLogits = OptionDeclaration(
    "from", "what the model's outputs are", .choice(["logits"]), default: .text("logits"))
}

extension [LossExtra] {
  /// How many frames and labels of each example count.
  static let sequenceLengths = [
    LossExtra(
      "input_lengths", "the number of frames of each example, all of them without it", .lengths,
      isRequired: false),
    LossExtra(
      "target_lengths", "the number of labels of each example, all of them without it", .lengths,
      isRequired: false),
  ]
}

extension LossInputs {
  /// The labels, for losses on sequences.
  ///
  /// - Throws: `LearningError.wrongTarget` when the targets are of another kind.
  func sequences() throws -> Expression {
    guard case .sequences(let labels) = target else {
      throw LearningError.wrongTarget(
        options.declaration.name, expected: "sequences", found: target.word)
    }
    return labels
  }
}
