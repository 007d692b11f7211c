import Graphs

extension OptimizerDefinition {
  /// Lion, as in algorithm 2 of Chen, Liang, Huang and others 2023.
  ///
  ///     c = β₁ · m + (1 − β₁) · g
  ///     w ← w − lr · (sign c + λ · w)
  ///     m ← β₂ · m + (1 − β₂) · g
  static let lion = OptimizerDefinition(
    Declaration(
      "lion", .optimizer, "Steps of one size for every weight, along the sign of a running mean.",
      options: [
        .learningRate(1e-4),
        OptionDeclaration(
          "betas", "how much of the running mean is kept for the step and for the next one",
          .numbers(.from(0, below: 1), count: 2), default: .numbers([0.9, 0.99])),
        .weightDecay(0, "the share of each weight, biases too, taken off per step and lr"),
      ],
      formula: "w ← w − lr · (sign(β₁ · m + (1 − β₁) · g) + λ · w);  m ← β₂ · m + (1 − β₂) · g",
      discussion: """
        Every step is as long as lr, so lr should be three to ten times smaller than adam's, and \
        weight_decay as much larger.
        """,
      reference: "Chen et al. 2023, Symbolic Discovery of Optimization Algorithms, algorithm 2"),
    state: { _ in ["m"] },
    step: { step in
      let betas = step.options.numbers("betas")
      let (g, w) = (step.gradient, step.parameter)
      let c = try step.kept("m") * betas[0] + g * (1 - betas[0])
      let m = try step.kept("m") * betas[1] + g * (1 - betas[1])
      let shrunk = try w * (1 - step.scalar("lr") * step.options.number("weight_decay"))
      return OptimizerStep(
        parameter: try shrunk - step.scalar("lr") * sign(c), state: ["m": m])
    })
}
