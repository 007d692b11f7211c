import Graphs

extension LayerDefinition {
  /// The scaled exponential linear unit of every element; any shape.
  static let selu = LayerDefinition(
    Declaration(
      "selu", .layer, "An elu scaled so that layers normalise themselves.",
      formula: "1.0507 · elu(x, 1.6733)", reference: "Klambauer et al. 2017; PyTorch SELU"),
    initialization: .lecun,
    formula: { try Graphs.selu($0.x) })
}
