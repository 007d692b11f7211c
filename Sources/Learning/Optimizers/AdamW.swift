import Graphs

extension OptimizerDefinition {
  /// Adam with decoupled weight decay: w ← (1 − lr · λ) · w before the step of Adam.
  static let adamw = OptimizerDefinition(
    Declaration(
      "adamw", .optimizer, "Adam that also shrinks every weight a little at each step.",
      options: [
        .learningRate(0.001), .betas, .epsilon,
        .weightDecay(0.01, "the share of each weight, biases too, taken off per step and lr"),
        .amsgrad,
      ],
      formula: "w ← (1 − lr · λ) · w − lr · m̂ / (√v̂ + ε)",
      reference: "Loshchilov and Hutter 2019, Decoupled Weight Decay Regularization; PyTorch AdamW"),
    state: adamState, scalars: adamScalars,
    step: { step in
      let decay = step.options.number("weight_decay")
      let shrunk = try step.parameter * (1 - step.scalar("lr") * decay)
      return try adamStep(step, gradient: step.gradient, parameter: shrunk)
    })
}
