extension ScheduleDefinition {
  /// A fall by a factor every time.
  ///
  ///     lr(t) = lr · factor^t
  static let exponential = ScheduleDefinition(
    Declaration(
      "exponential", .schedule, "The learning rate falls by the same factor every time.",
      options: [.factor(nil, "what is left of the rate each time", positional: true)],
      formula: "lr(t) = lr · factor^t", reference: "PyTorch ExponentialLR"),
    rate: { $0.base * raised($0.number("factor"), $0.time) })
}
