import Graphs

extension OptimizerDefinition {
  /// Adagrad, after PyTorch's.
  ///
  ///     s ← s + g²
  ///     w ← w − lr / (1 + (t − 1) · η) · g / (√s + ε)
  static let adagrad = OptimizerDefinition(
    Declaration(
      "adagrad", .optimizer, "Steps divided by the size of all gradients of the weight so far.",
      options: [
        .learningRate(0.01),
        OptionDeclaration(
          "lr_decay", "by how much the divisor of lr grows with every step", .number(.atLeast(0)),
          default: .number(0)),
        .gradientDecay,
        OptionDeclaration(
          "initial_accumulator_value", "what the sum of squares starts at", .number(.atLeast(0)),
          default: .number(0)),
        OptionDeclaration(
          "eps", "a small number that keeps divisors from 0", .number(.above(0)),
          default: .number(1e-10)),
      ],
      formula: "s ← s + g²;  w ← w − lr · g / (√s + ε)",
      discussion:
        "Good for features that are seldom other than 0; its steps only ever get smaller.",
      reference: "Duchi, Hazan and Singer 2011, Adaptive Subgradient Methods; PyTorch Adagrad"),
    state: { [OptimizerSlot("s", startingAt: $0.number("initial_accumulator_value"))] },
    scalars: { options, t, lr in ["lr": lr / (1 + Double(t - 1) * options.number("lr_decay"))] },
    step: { step in
      let g = try step.decayedGradient()
      let s = try step.kept("s") + square(g)
      let ratio = try g / (sqrt(s) + step.options.number("eps"))
      return OptimizerStep(
        parameter: try step.parameter - step.scalar("lr") * ratio, state: ["s": s])
    })
}
