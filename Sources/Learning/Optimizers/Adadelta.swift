import Graphs

extension OptimizerDefinition {
  /// Adadelta, Zeiler 2012, algorithm 1, as PyTorch arranges it.
  ///
  ///     v ← ρ · v + (1 − ρ) · g²
  ///     Δ = √(d + ε) / √(v + ε) · g
  ///     d ← ρ · d + (1 − ρ) · Δ²
  ///     w ← w − lr · Δ
  static let adadelta = OptimizerDefinition(
    Declaration(
      "adadelta", .optimizer, "Steps in the unit of the weight, from running means of both.",
      options: [
        .learningRate(1),
        OptionDeclaration(
          "rho", "how much of the running means is kept", .number(.from(0, below: 1)),
          default: .number(0.9)),
        OptionDeclaration(
          "eps", "a small number that keeps divisors from 0 and lets the first step begin",
          .number(.above(0)), default: .number(1e-6)),
        .gradientDecay,
      ],
      formula: "Δ = √(d + ε) / √(v + ε) · g;  w ← w − lr · Δ",
      discussion: "It finds its own step size; lr=1 is the rule of the paper.",
      reference: "Zeiler 2012, ADADELTA: An Adaptive Learning Rate Method; PyTorch Adadelta"),
    state: { _ in ["v", "d"] },
    step: { step in
      let (rho, eps) = (step.options.number("rho"), step.options.number("eps"))
      let g = try step.decayedGradient()
      let v = try step.kept("v") * rho + square(g) * (1 - rho)
      let change = try sqrt(step.kept("d") + eps) / sqrt(v + eps) * g
      let d = try step.kept("d") * rho + square(change) * (1 - rho)
      return OptimizerStep(
        parameter: try step.parameter - step.scalar("lr") * change, state: ["v": v, "d": d])
    })
}
