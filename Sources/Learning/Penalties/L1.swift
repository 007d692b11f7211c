import Graphs

/// The L1 penalty of a weight matrix of any shape, a scalar: k · Σ |w|.
public func l1(_ weights: Expression, _ k: Double) throws -> Expression {
  try sum(abs(weights)) * k
}

extension PenaltyDefinition {
  /// The L1 penalty.
  static let l1 = PenaltyDefinition(
    declaration: Declaration(
      "l1", .penalty, "Pulls weights to exactly zero by the sum of their sizes.",
      options: [.factor], formula: "k · Σ |w|",
      discussion: "Counts weight matrices, not biases, as Keras's regularizers do.",
      reference: "Tibshirani 1996, Regression Shrinkage and Selection via the Lasso"),
    cost: { try Learning.l1($1, $0.number("k")) })
}
