extension ScheduleDefinition {
  /// A fall by a factor at regular times.
  ///
  ///     lr(t) = lr · factor^⌊t / every⌋
  static let step = ScheduleDefinition(
    Declaration(
      "step", .schedule, "The learning rate falls by a factor at regular times.",
      options: [
        OptionDeclaration(
          "every", "the epochs, or steps with per=step, between two falls", .integer(atLeast: 1),
          positional: true),
        .factor(0.1, "what is left of the rate after a fall", positional: true),
      ],
      formula: "lr(t) = lr · factor^⌊t / every⌋", reference: "PyTorch StepLR"),
    rate: { $0.base * raised($0.number("factor"), $0.time / $0.options.integer("every")) })
}
