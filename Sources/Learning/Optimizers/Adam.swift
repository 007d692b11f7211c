import Graphs

/// One step of Adam, Kingma and Ba 2015, algorithm 1, as PyTorch arranges it.
///
///     m ← β₁ · m + (1 − β₁) · g
///     v ← β₂ · v + (1 − β₂) · g²
///     w ← w − lr / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
///
/// With amsgrad the largest v so far takes the place of v in the last line.
func adamStep(
  _ step: OptimizerInputs, gradient g: Expression, parameter w: Expression
) throws -> OptimizerStep {
  let betas = step.options.numbers("betas")
  let m = try step.kept("m") * betas[0] + g * (1 - betas[0])
  let v = try step.kept("v") * betas[1] + square(g) * (1 - betas[1])
  var state = ["m": m, "v": v]
  var second = v
  if step.options.flag("amsgrad") {
    second = try maximum(step.kept("largest_v"), v)
    state["largest_v"] = second
  }
  let divisor = try sqrt(second) * step.scalar("rescale") + step.options.number("eps")
  return OptimizerStep(
    parameter: try w - step.scalar("rate") * (m / divisor), state: state)
}

/// The numbers of step t: lr, rate = lr / (1 − β₁ᵗ), rescale = 1 / √(1 − β₂ᵗ).
@Sendable func adamScalars(_ options: Options, _ t: Int, _ lr: Double) -> [String: Double] {
  let betas = options.numbers("betas")
  return [
    "lr": lr, "rate": lr / (1 - raised(betas[0], t)),
    "rescale": 1 / (1 - raised(betas[1], t)).squareRoot(),
  ]
}

/// The state of Adam by its options.
@Sendable func adamState(_ options: Options) -> [OptimizerSlot] {
  options.flag("amsgrad") ? ["m", "v", "largest_v"] : ["m", "v"]
}

/// base to a whole power, by squaring: the same bits on every system, unlike a library's pow.
func raised(_ base: Double, _ exponent: Int) -> Double {
  var (result, factor, rest) = (1.0, base, exponent)
  while rest > 0 {
    if rest & 1 == 1 { result *= factor }
    factor *= factor
    rest >>= 1
  }
  return result
}

extension OptionDeclaration {
  static let betas = OptionDeclaration(
    "betas", "how much of the running means of the gradient and of its square is kept",
    .numbers(.from(0, below: 1), count: 2), default: .numbers([0.9, 0.999]))

  static let amsgrad = OptionDeclaration(
    "amsgrad", "whether the largest mean square so far is used", .flag, default: .flag(false))
}

extension OptimizerDefinition {
  /// Adam.
  static let adam = OptimizerDefinition(
    Declaration(
      "adam", .optimizer, "Steps scaled for each weight by running means of its gradient.",
      options: [.learningRate(0.001), .betas, .epsilon, .gradientDecay, .amsgrad],
      formula: "w ← w − lr · m̂ / (√v̂ + ε)",
      discussion: """
        weight_decay adds to the gradient and is rescaled with it; adamw shrinks the weights \
        themselves.
        """,
      reference: "Kingma and Ba 2015, Adam; PyTorch Adam"),
    state: adamState, scalars: adamScalars,
    step: { try adamStep($0, gradient: $0.decayedGradient(), parameter: $0.parameter) })
}
