import Graphs

extension LayerDefinition {
  /// Each row as a distribution; the last axis sums to 1.
  static let softmax = LayerDefinition(
    Declaration(
      "softmax", .layer, "Turns each row into probabilities that sum to 1.",
      formula: "exp(x) / Σ exp(x)",
      discussion: """
        Not needed at the end of a model: cross_entropy takes raw scores and applies its own. With \
        a softmax at the end, say loss cross_entropy(from=probabilities).
        """,
      reference: "PyTorch Softmax over the last axis"),
    initialization: .glorot, range: .distribution,
    formula: { try Graphs.softmax($0.x) })
}
