import Graphs

/// The squared difference of each prediction and its target.
///
///     (p − y)²
///
/// Predictions and targets have the same shape, [n, k]; so has the result.
public func squaredError(_ prediction: Expression, _ target: Expression) throws -> Expression {
  try square(prediction - target)
}

extension LossDefinition {
  /// Mean squared error.
  static let meanSquaredError = LossDefinition(
    Declaration(
      "mse", .loss, "The squared difference between prediction and target, for numbers.",
      formula: "(p − y)²",
      discussion: """
        Large errors count by their square, so a few outliers can decide the fit; mae and huber \
        are calmer.
        """,
      reference: "PyTorch MSELoss"),
    task: .regression,
    guide: LossGuide(
      targets: "One number per output.",
      useWhen: "Errors are about normal and a large one really is that much worse.",
      avoidWhen: """
        A few targets are far off: take huber or mae. Targets span orders of magnitude: take \
        msle.
        """),
    targets: [.numbers], meanDividesBy: "the number of values",
    formula: { LossTerms(try squaredError($0.prediction, $0.values())) })
}
