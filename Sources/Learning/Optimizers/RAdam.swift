import Graphs

extension OptimizerDefinition {
  /// RAdam, after PyTorch's.
  ///
  ///     ρ∞ = 2 / (1 − β₂) − 1,   ρₜ = ρ∞ − 2 · t · β₂ᵗ / (1 − β₂ᵗ)
  ///     ρₜ > 5:  w ← w − lr · m̂ · r · √(1 − β₂ᵗ) / (√v + ε)
  ///              r = √((ρₜ − 4) · (ρₜ − 2) · ρ∞ / ((ρ∞ − 4) · (ρ∞ − 2) · ρₜ))
  ///     else:    w ← w − lr · m̂
  static let radam = OptimizerDefinition(
    Declaration(
      "radam", .optimizer, "Adam that trusts its scaling only once it has seen enough steps.",
      options: [.learningRate(0.001), .betas, .epsilon, .gradientDecay, .decoupledDecay],
      formula: "w ← w − lr · r · m̂ / (√v̂ + ε), at first w ← w − lr · m̂",
      discussion: """
        The first steps, five with the default betas, follow the running mean of the gradient \
        alone; r then grows from 0 to 1. It needs no warm-up.
        """,
      reference:
        "Liu et al. 2020, On the Variance of the Adaptive Learning Rate and Beyond; PyTorch RAdam"),
    state: { _ in ["m", "v"] }, scalars: radamScalars, step: radamStep)
}

@Sendable private func radamStep(_ step: OptimizerInputs) throws -> OptimizerStep {
  let betas = step.options.numbers("betas")
  let (g, w) = try step.decayed()
  let m = try step.kept("m") * betas[0] + g * (1 - betas[0])
  let v = try step.kept("v") * betas[1] + square(g) * (1 - betas[1])
  let scale = try step.scalar("rectifier") / (sqrt(v) + step.options.number("eps"))
  let trusted = try `where`(greater(step.scalar("rectifier"), 0), scale, 1)
  return OptimizerStep(
    parameter: try w - step.scalar("rate") * (m * trusted), state: ["m": m, "v": v])
}

/// The numbers of step t: lr, rate = lr / (1 − β₁ᵗ), rectifier = r · √(1 − β₂ᵗ) or 0 while ρₜ ≤ 5.
@Sendable private func radamScalars(
  _ options: Options, _ t: Int, _ lr: Double
) -> [String: Double] {
  let betas = options.numbers("betas")
  let kept = raised(betas[1], t)
  let longest = 2 / (1 - betas[1]) - 1
  let length = longest - 2 * Double(t) * kept / (1 - kept)
  return [
    "lr": lr, "rate": lr / (1 - raised(betas[0], t)),
    "rectifier": rectifier(length, longest) * (1 - kept).squareRoot(),
  ]
}

private func rectifier(_ length: Double, _ longest: Double) -> Double {
  guard length > 5 else { return 0 }
  let part = (length - 4) * (length - 2) * longest
  return (part / ((longest - 4) * (longest - 2) * length)).squareRoot()
}
