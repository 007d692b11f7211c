import Graphs

/// The distance of each prediction from its target.
///
///     |p − y|
///
/// Predictions and targets have the same shape, [n, k]; so has the result. The gradient where they
/// are equal is 0.
public func absoluteError(_ prediction: Expression, _ target: Expression) throws -> Expression {
  try abs(prediction - target)
}

extension LossDefinition {
  /// Mean absolute error.
  static let meanAbsoluteError = LossDefinition(
    Declaration(
      "mae", .loss, "The absolute difference between prediction and target, for numbers.",
      formula: "|p − y|",
      discussion: """
        Every unit of error counts the same, so outliers do not decide the fit. The best constant \
        prediction is the median.
        """,
      reference: "PyTorch L1Loss"),
    task: .regression,
    guide: LossGuide(
      targets: "One number per output.",
      useWhen: """
        Some targets are wrong or far off and should not decide the fit; the median is wanted.
        """,
      avoidWhen: """
        Small errors matter too: near the target its slope does not shrink, so the fit keeps \
        rattling; take huber.
        """),
    targets: [.numbers], meanDividesBy: "the number of values",
    formula: { LossTerms(try absoluteError($0.prediction, $0.values())) })
}
