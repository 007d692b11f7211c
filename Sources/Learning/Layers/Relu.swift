import Graphs

extension LayerDefinition {
  /// The rectifier: max(x, 0) of every element; any shape.
  static let relu = LayerDefinition(
    Declaration(
      "relu", .layer, "Passes positive numbers and turns the others into 0.",
      formula: "max(x, 0)", reference: "Nair and Hinton 2010; PyTorch ReLU"),
    initialization: .he,
    formula: { try Graphs.relu($0.x) })
}
