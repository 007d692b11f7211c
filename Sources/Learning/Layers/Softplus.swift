import Graphs

/// A smooth rectifier, log(1 + exp(β x)) / β of every element; any shape.
public func softplus(_ x: Expression, beta: Double) throws -> Expression {
  try Graphs.softplus(x * beta) / beta
}

extension LayerDefinition {
  /// The softplus activation.
  static let softplus = LayerDefinition(
    Declaration(
      "softplus", .layer, "A smooth relu; its outputs are positive.",
      options: [
        OptionDeclaration(
          "beta", "how sharply it bends", .number(.above(0)), default: .number(1),
          positional: true)
      ],
      formula: "log(1 + exp(β · x)) / β", reference: "Dugas et al. 2001; PyTorch Softplus"),
    initialization: .he,
    formula: { try Learning.softplus($0.x, beta: $0.options.number("beta")) })
}
