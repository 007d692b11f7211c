extension ScheduleDefinition {
  /// A rise to a large rate and a longer fall to a tiny one, after PyTorch's OneCycleLR.
  ///
  ///     lr: maximum / div_factor → maximum      over the first pct_start · steps − 1 times
  ///         maximum → maximum / div_factor / final_div_factor     over the rest
  static let oneCycle = ScheduleDefinition(
    Declaration(
      "one_cycle", .schedule, "The learning rate rises to a maximum and falls to nearly nothing.",
      options: [
        .scheduleSteps,
        OptionDeclaration(
          "maximum", "the learning rate at the top", .number(.above(0)), positional: true),
        OptionDeclaration(
          "pct_start", "the share of the steps in which it rises", .number(.between(0, 1)),
          default: .number(0.3)),
        OptionDeclaration(
          "div_factor", "the maximum over the rate at the start", .number(.above(0)),
          default: .number(25)),
        OptionDeclaration(
          "final_div_factor", "the rate at the start over the rate at the end", .number(.above(0)),
          default: .number(1e4)),
        OptionDeclaration(
          "anneal", "how it goes from one rate to the next", .choice(["cosine", "linear"]),
          default: .text("cosine")),
      ],
      formula: "maximum / div_factor → maximum → maximum / (div_factor · final_div_factor)",
      discussion: """
        It takes the place of the optimizer's own rate, and leaves its momentum as it is. From the \
        end on the rate stays where it ended.
        """,
      reference: "Smith and Topin 2019, Super-Convergence; PyTorch OneCycleLR"),
    length: steps, rate: { OneCycle($0).rate(at: $0.t) })
}

/// The three rates of a cycle and the times between them.
private struct OneCycle {
  let start: Double
  let top: Double
  let end: Double
  let turn: Double
  let last: Double
  let isLinear: Bool

  init(_ inputs: ScheduleInputs) {
    let steps = inputs.number("steps")
    top = inputs.number("maximum")
    start = top / inputs.number("div_factor")
    end = start / inputs.number("final_div_factor")
    turn = inputs.number("pct_start") * steps - 1
    last = steps - 1
    isLinear = inputs.options.text("anneal") == "linear"
  }

  func rate(at t: Double) -> Double {
    t <= turn
      ? between(start, top, share(of: t, from: 0, to: turn))
      : between(top, end, share(of: min(t, last), from: turn, to: last))
  }

  /// How far a time is from one to another; at the end of a way of no length.
  private func share(of t: Double, from first: Double, to last: Double) -> Double {
    last > first ? (t - first) / (last - first) : 1
  }

  private func between(_ first: Double, _ second: Double, _ share: Double) -> Double {
    isLinear ? first + (second - first) * share : halfWave(from: first, to: second, share)
  }
}
