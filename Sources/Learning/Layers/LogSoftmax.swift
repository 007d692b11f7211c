import Graphs

extension LayerDefinition {
  /// Each row as the logarithms of a distribution.
  static let logSoftmax = LayerDefinition(
    Declaration(
      "log_softmax", .layer, "Turns each row into the logarithms of probabilities.",
      formula: "x − log Σ exp(x)",
      discussion: """
        For models that end in nll. cross_entropy takes raw scores and applies its own, with the \
        same result.
        """,
      reference: "PyTorch LogSoftmax over the last axis"),
    initialization: .glorot, range: .logDistribution,
    formula: { try Graphs.logSoftmax($0.x) })
}
