import Graphs

extension LayerDefinition {
  /// The leaky rectifier: x or slope · x of every element; any shape.
  static let leakyRelu = LayerDefinition(
    Declaration(
      "leaky_relu", .layer, "Passes positive numbers and shrinks the others.",
      options: [
        OptionDeclaration(
          "slope", "the factor for negative numbers", .number(.any), default: .number(0.01),
          positional: true)
      ],
      formula: "x where x > 0, else slope · x", reference: "Maas et al. 2013; PyTorch LeakyReLU"),
    initialization: .he,
    formula: { try Graphs.leakyRelu($0.x, slope: $0.options.number("slope")) })
}
