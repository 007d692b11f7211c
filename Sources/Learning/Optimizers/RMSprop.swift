import Graphs

extension OptimizerDefinition {
  /// RMSprop, after PyTorch's.
  ///
  ///     v ← α · v + (1 − α) · g²
  ///     d = √v + ε                  centered: a ← α · a + (1 − α) · g,  d = √(v − a²) + ε
  ///     w ← w − lr · g / d          with momentum: b ← μ · b + g / d,   w ← w − lr · b
  static let rmsprop = OptimizerDefinition(
    Declaration(
      "rmsprop", .optimizer, "Steps divided by a running mean of the size of the gradient.",
      options: [
        .learningRate(0.01),
        OptionDeclaration(
          "alpha", "how much of the running mean is kept", .number(.from(0, below: 1)),
          default: .number(0.99)),
        .epsilon, .momentum,
        OptionDeclaration(
          "centered", "whether the variance is used instead of the mean square", .flag,
          default: .flag(false)),
        .gradientDecay,
      ],
      formula: "v ← α · v + (1 − α) · g²;  w ← w − lr · g / (√v + ε)",
      reference: "Hinton 2012, lecture 6e; centered: Graves 2013; PyTorch RMSprop"),
    state: rmspropState, step: rmspropStep)
}

@Sendable private func rmspropState(_ options: Options) -> [OptimizerSlot] {
  ["v"] + (options.flag("centered") ? ["average"] : [])
    + (options.number("momentum") > 0 ? ["momentum"] : [])
}

@Sendable private func rmspropStep(_ step: OptimizerInputs) throws -> OptimizerStep {
  let options = step.options
  let alpha = options.number("alpha")
  let g = try step.decayedGradient()
  let v = try step.kept("v") * alpha + square(g) * (1 - alpha)
  var state = ["v": v]
  var size = v
  if options.flag("centered") {
    let average = try step.kept("average") * alpha + g * (1 - alpha)
    state["average"] = average
    size = try v - square(average)
  }
  var direction = try g / (sqrt(size) + options.number("eps"))
  let mu = options.number("momentum")
  if mu > 0 {
    direction = try step.kept("momentum") * mu + direction
    state["momentum"] = direction
  }
  return OptimizerStep(
    parameter: try step.parameter - step.scalar("lr") * direction, state: state)
}
