import Graphs

/// Squared error near the target, absolute error beyond `delta`.
///
///     (p − y)² / 2            where |p − y| ≤ δ
///     δ · (|p − y| − δ / 2)   elsewhere
///
/// Written with m = min(|p − y|, δ) both branches are m · (|p − y| − m / 2). Predictions and
/// targets have the same shape, [n, k]; so has the result.
public func huber(
  _ prediction: Expression, _ target: Expression, delta: Double
) throws -> Expression {
  let distance = try abs(prediction - target)
  let near = try minimum(distance, delta)
  return try near * (distance - near / 2)
}

extension LossDefinition {
  /// The Huber loss.
  static let huber = LossDefinition(
    Declaration(
      "huber", .loss, "Squared error near the target, absolute error far from it, for numbers.",
      options: [
        OptionDeclaration(
          "delta", "the distance where square turns into straight", .number(.above(0)),
          default: .number(1), positional: true)
      ],
      formula: "(p − y)² / 2 where |p − y| ≤ δ, else δ · (|p − y| − δ / 2)",
      reference: "Huber 1964, Robust Estimation of a Location Parameter; PyTorch HuberLoss"),
    task: .regression,
    guide: LossGuide(
      targets: "One number per output.",
      useWhen: """
        Most errors are small and some targets are far off; delta is where an error starts to \
        count as far off.
        """,
      avoidWhen: """
        The targets are clean: mse is simpler. The outliers should not count at all: take \
        robust.
        """),
    targets: [.numbers], meanDividesBy: "the number of values",
    formula: {
      LossTerms(
        try Learning.huber($0.prediction, $0.values(), delta: $0.options.number("delta")))
    })
}
