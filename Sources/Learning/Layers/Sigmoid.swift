import Graphs

extension LayerDefinition {
  /// The logistic function of every element; any shape.
  static let sigmoid = LayerDefinition(
    Declaration(
      "sigmoid", .layer, "Squeezes numbers into 0 to 1.", formula: "1 / (1 + e⁻ˣ)",
      discussion: """
        Not needed at the end of a model: binary_cross_entropy takes raw scores and applies its \
        own, exactly.
        """,
      reference: "PyTorch Sigmoid"),
    initialization: .glorot, range: .unitInterval,
    formula: { try Graphs.sigmoid($0.x) })
}
