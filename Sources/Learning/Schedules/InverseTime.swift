extension ScheduleDefinition {
  /// A fall like one over the time, as the theory of stochastic gradients asks for.
  ///
  ///     lr(t) = lr / (1 + decay · t)
  static let inverseTime = ScheduleDefinition(
    Declaration(
      "inverse_time", .schedule, "The learning rate falls like one over the time.",
      options: [
        OptionDeclaration(
          "decay", "by how much the divisor grows each time", .number(.atLeast(0)),
          positional: true)
      ],
      formula: "lr(t) = lr / (1 + decay · t)",
      discussion: "With decay=1 the rates sum to infinity and their squares do not.",
      reference: "Robbins and Monro 1951, A Stochastic Approximation Method"),
    rate: { $0.base / (1 + $0.number("decay") * $0.t) })
}
