import Graphs

extension OptimizerDefinition {
  /// Gradient descent over all rows at once.
  ///
  ///     w ← w − lr · g
  static let gradientDescent = OptimizerDefinition(
    Declaration(
      "gradient_descent", .optimizer, "One step an epoch along the gradient of all rows.",
      options: [.learningRate(0.01)], formula: "w ← w − lr · g",
      discussion:
        "Full batch by definition: a batch size is not taken. sgd steps after each batch.",
      reference: "Cauchy 1847"),
    isFullBatch: true,
    step: { step in
      OptimizerStep(parameter: try step.parameter - step.scalar("lr") * step.gradient)
    })
}
