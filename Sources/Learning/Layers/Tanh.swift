import Graphs

extension LayerDefinition {
  /// The hyperbolic tangent of every element; any shape.
  static let tanh = LayerDefinition(
    Declaration(
      "tanh", .layer, "Squeezes numbers into −1 to 1.", formula: "tanh(x)",
      reference: "PyTorch Tanh"),
    initialization: .glorot,
    formula: { try Graphs.tanh($0.x) })
}
