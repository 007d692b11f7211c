import Graphs

extension LayerDefinition {
  /// The Gaussian error linear unit, exact, of every element; any shape.
  static let gelu = LayerDefinition(
    Declaration(
      "gelu", .layer, "Weighs each number by the share of a normal distribution below it.",
      formula: "x · (1 + erf(x / √2)) / 2",
      discussion: "The exact form, PyTorch's default, not the approximation by tanh.",
      reference: "Hendrycks and Gimpel 2016; PyTorch GELU"),
    initialization: .he,
    formula: { try Graphs.gelu($0.x) })
}
