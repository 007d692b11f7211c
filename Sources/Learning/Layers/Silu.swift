import Graphs

extension LayerDefinition {
  /// The sigmoid linear unit, also called swish, of every element; any shape.
  static let silu = LayerDefinition(
    Declaration(
      "silu", .layer, "Weighs each number by its sigmoid; also called swish.",
      formula: "x · σ(x)", reference: "Elfwing et al. 2018; PyTorch SiLU"),
    initialization: .he,
    formula: { try Graphs.silu($0.x) })
}
