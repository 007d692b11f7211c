import Graphs

extension OptimizerDefinition {
  /// Stochastic gradient descent with momentum, after PyTorch's SGD.
  ///
  ///     b ← μ · b + (1 − τ) · g        (b = g at the first step)
  ///     w ← w − lr · b                 Nesterov: w ← w − lr · (g + μ · b)
  static let sgd = OptimizerDefinition(
    Declaration(
      "sgd", .optimizer, "A step along the gradient of each batch, with momentum if asked.",
      options: [
        .learningRate(0.001), .momentum,
        OptionDeclaration(
          "nesterov", "whether the gradient is taken as if the step were already made", .flag,
          default: .flag(false)),
        OptionDeclaration(
          "dampening", "the share of the gradient kept out of the momentum",
          .number(.between(0, 1)), default: .number(0)),
        .gradientDecay,
      ],
      formula: "b ← μ · b + (1 − τ) · g;  w ← w − lr · b",
      reference:
        "Sutskever et al. 2013, On the importance of initialization and momentum; PyTorch SGD"),
    state: { $0.number("momentum") > 0 ? ["momentum"] : [] },
    scalars: { options, step, lr in
      ["lr": lr, "gain": step == 1 ? 1 : 1 - options.number("dampening")]
    },
    validate: { options in
      guard options.flag("nesterov") else { return }
      guard options.number("momentum") > 0, options.number("dampening") == 0 else {
        throw LearningError.optionsDisagree(
          "\(options)", reason: "nesterov needs a momentum above 0 and no dampening",
          mend: "sgd(momentum=0.9, nesterov=true)")
      }
    },
    step: { step in
      let g = try step.decayedGradient()
      let mu = step.options.number("momentum")
      guard mu > 0 else {
        return OptimizerStep(parameter: try step.parameter - step.scalar("lr") * g)
      }
      let b = try step.kept("momentum") * mu + step.scalar("gain") * g
      let direction = step.options.flag("nesterov") ? try g + b * mu : b
      return OptimizerStep(
        parameter: try step.parameter - step.scalar("lr") * direction, state: ["momentum": b])
    })
}
