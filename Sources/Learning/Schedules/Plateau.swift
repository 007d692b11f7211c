extension ScheduleDefinition {
  /// A fall by a factor whenever the loss has stopped falling, after PyTorch's ReduceLROnPlateau.
  static let plateau = ScheduleDefinition(
    Declaration(
      "plateau", .schedule, "The learning rate falls by a factor when the loss no longer falls.",
      options: [
        .factor(0.1, "what is left of the rate after a fall"),
        OptionDeclaration(
          "patience", "the epochs in a row without progress that are let pass",
          .integer(atLeast: 0), default: .number(10)),
        OptionDeclaration(
          "threshold", "the share of the best loss by which it must fall to count",
          .number(.atLeast(0)), default: .number(1e-4)),
        OptionDeclaration(
          "cooldown", "the epochs after a fall that do not count", .integer(atLeast: 0),
          default: .number(0)),
        OptionDeclaration(
          "minimum", "the rate below which it does not fall", .number(.atLeast(0)),
          default: .number(0)),
      ],
      formula: "patience + 1 epochs without loss < best − threshold · |best|:  lr ← lr · factor",
      discussion: """
        It watches the loss of the validation part after each epoch, or the training loss without \
        such a part. It counts epochs with per=step too.
        """,
      reference: "PyTorch ReduceLROnPlateau"),
    watchesLoss: true,
    rate: { time in
      guard time.reductions > 0 else { return time.base }
      return max(time.base * raised(time.number("factor"), time.reductions), time.number("minimum"))
    })
}
