extension ScheduleDefinition {
  /// A rise along a line to the optimizer's learning rate.
  ///
  ///     lr(t) = lr · (start + (1 − start) · t / steps)
  static let linearWarmup = ScheduleDefinition(
    Declaration(
      "linear_warmup", .schedule, "The learning rate rises along a line to the optimizer's.",
      options: [
        .scheduleSteps,
        OptionDeclaration(
          "start", "the part of the learning rate it starts at", .number(.between(0, 1)),
          default: .number(0.1)),
      ],
      formula: "lr(t) = lr · (start + (1 − start) · t / steps)",
      discussion: """
        Then it stays there, or another schedule follows: linear_warmup(5) -> cosine(100).
        """,
      reference: "Goyal et al. 2017, Accurate, Large Minibatch SGD; PyTorch LinearLR"),
    length: steps,
    rate: { time in
      let start = time.number("start")
      return time.base * (start + (1 - start) * time.progress)
    })
}
