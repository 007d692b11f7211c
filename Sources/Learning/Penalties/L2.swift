import Graphs

/// The L2 penalty of a weight matrix of any shape, a scalar: k · Σ w².
public func l2(_ weights: Expression, _ k: Double) throws -> Expression {
  try sum(square(weights)) * k
}

extension PenaltyDefinition {
  /// The L2 penalty.
  static let l2 = PenaltyDefinition(
    declaration: Declaration(
      "l2", .penalty, "Keeps weights small by the sum of their squares.",
      options: [.factor], formula: "k · Σ w²",
      discussion: """
        Counts weight matrices, not biases, as Keras's regularizers do; there is no factor of one \
        half. Its gradient passes through the optimizer: with adam that is not the decay of adamw.
        """,
      reference: "Hoerl and Kennard 1970, Ridge Regression"),
    cost: { try Learning.l2($1, $0.number("k")) })
}
