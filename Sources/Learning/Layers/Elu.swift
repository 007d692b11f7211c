import Graphs

extension LayerDefinition {
  /// The exponential linear unit of every element; any shape.
  static let elu = LayerDefinition(
    Declaration(
      "elu", .layer, "Passes positive numbers and bends the others towards −α.",
      options: [
        OptionDeclaration(
          "alpha", "how far below 0 it goes", .number(.any), default: .number(1), positional: true)
      ],
      formula: "x where x > 0, else α · (eˣ − 1)", reference: "Clevert et al. 2015; PyTorch ELU"),
    initialization: .he,
    formula: { try Graphs.elu($0.x, alpha: $0.options.number("alpha")) })
}
