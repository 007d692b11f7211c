import Glibc
import Graphs

extension OptimizerDefinition {
  /// NAdam, after PyTorch's.
  ///
  ///     μₜ = β₁ · (1 − ½ · 0.96^(t·ψ))
  ///     w ← w − lr · ((1 − μₜ) / (1 − Π μᵢ) · g + μₜ₊₁ / (1 − μₜ₊₁ · Π μᵢ) · m) / (√v̂ + ε)
  ///
  /// with m, v and v̂ of Adam and the product over the steps so far.
  static let nadam = OptimizerDefinition(
    Declaration(
      "nadam", .optimizer, "Adam with Nesterov's momentum: the gradient of now counts twice.",
      options: [
        .learningRate(0.002), .betas, .epsilon, .gradientDecay,
        OptionDeclaration(
          "momentum_decay", "how fast the momentum grows to its full size", .number(.atLeast(0)),
          default: .number(0.004)),
        .decoupledDecay,
      ],
      formula: "w ← w − lr · (μₜ₊₁ · m̂ + (1 − μₜ) · ĝ) / (√v̂ + ε);  μₜ = β₁ · (1 − ½ · 0.96^(t·ψ))",
      discussion: "ψ is momentum_decay; at 0 the momentum stays at half of the first beta.",
      reference: "Dozat 2016, Incorporating Nesterov Momentum into Adam; PyTorch NAdam"),
    state: { _ in ["m", "v"] }, scalars: nadamScalars, step: nadamStep)
}

@Sendable private func nadamStep(_ step: OptimizerInputs) throws -> OptimizerStep {
  let betas = step.options.numbers("betas")
  let (g, w) = try step.decayed()
  let m = try step.kept("m") * betas[0] + g * (1 - betas[0])
  let v = try step.kept("v") * betas[1] + square(g) * (1 - betas[1])
  let divisor = try sqrt(v) * step.scalar("rescale") + step.options.number("eps")
  let direction = try step.scalar("present") * g + step.scalar("past") * m
  return OptimizerStep(parameter: try w - direction / divisor, state: ["m": m, "v": v])
}

/// The numbers of step t: lr, what g and m count, 1 / √(1 − β₂ᵗ).
@Sendable private func nadamScalars(
  _ options: Options, _ t: Int, _ lr: Double
) -> [String: Double] {
  let betas = options.numbers("betas")
  let momentum = NesterovMomentum(
    beta: betas[0], decay: pow(0.96, options.number("momentum_decay")))
  let (now, next, product) = (momentum[t], momentum[t + 1], momentum.product(to: t))
  return [
    "lr": lr,
    "present": lr * (1 - now) / (1 - product),
    "past": lr * next / (1 - next * product),
    "rescale": 1 / (1 - raised(betas[1], t)).squareRoot(),
  ]
}

/// The growing momentum μₜ = β · (1 − ½ · dᵗ).
private struct NesterovMomentum {
  let beta: Double
  let decay: Double

  subscript(t: Int) -> Double { beta * (1 - 0.5 * raised(decay, t)) }

  /// The product of μ₁ to μₜ, which only ever stands beside 1.
  ///
  /// Every factor is below β, so that the product is lost beside 1 after some hundred steps; from
  /// there on it is left as it is and a step costs no more turns.
  func product(to t: Int) -> Double {
    var (product, power) = (1.0, 1.0)
    for _ in 0..<t where product > 1e-18 {
      power *= decay
      product *= beta * (1 - 0.5 * power)
    }
    return product
  }
}
