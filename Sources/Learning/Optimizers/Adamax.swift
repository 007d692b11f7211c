import Graphs

extension OptimizerDefinition {
  /// AdaMax, Kingma and Ba 2015, algorithm 2, as PyTorch arranges it.
  ///
  ///     m ← β₁ · m + (1 − β₁) · g
  ///     u ← max(β₂ · u, |g| + ε)
  ///     w ← w − lr / (1 − β₁ᵗ) · m / u
  static let adamax = OptimizerDefinition(
    Declaration(
      "adamax", .optimizer, "Adam with the largest gradient so far in place of its mean square.",
      options: [.learningRate(0.002), .betas, .epsilon, .gradientDecay],
      formula: "u ← max(β₂ · u, |g| + ε);  w ← w − lr · m̂ / u",
      reference: "Kingma and Ba 2015, Adam, section 7.1; PyTorch Adamax"),
    state: { _ in ["m", "u"] },
    scalars: { options, t, lr in
      ["lr": lr, "rate": lr / (1 - raised(options.numbers("betas")[0], t))]
    },
    step: { step in
      let betas = step.options.numbers("betas")
      let g = try step.decayedGradient()
      let m = try step.kept("m") * betas[0] + g * (1 - betas[0])
      let u = try maximum(step.kept("u") * betas[1], abs(g) + step.options.number("eps"))
      return OptimizerStep(
        parameter: try step.parameter - step.scalar("rate") * (m / u), state: ["m": m, "u": u])
    })
}
