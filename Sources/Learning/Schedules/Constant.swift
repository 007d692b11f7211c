extension ScheduleDefinition {
  /// A part of the optimizer's learning rate, always the same.
  ///
  ///     lr(t) = factor · lr
  static let constant = ScheduleDefinition(
    Declaration(
      "constant", .schedule, "The learning rate of the optimizer, or a fixed part of it.",
      options: [
        OptionDeclaration(
          "steps", "how many epochs, or steps with per=step, it lasts before another follows",
          .optional(.integer(atLeast: 1)), default: OptionValue.none, positional: true),
        .factor(1, "the part of the optimizer's learning rate"),
      ],
      formula: "lr(t) = factor · lr",
      discussion: "constant(steps=10) -> exponential(0.95) leaves ten epochs as they are.",
      reference: "PyTorch ConstantLR"),
    length: { $0.optionalInteger("steps") },
    rate: { $0.base * $0.number("factor") })
}
