import Graphs

/// The size of the error as a share of the size of the target.
///
///     |p − y| / max(|y|, ε)
///
/// Predictions and targets have the same shape, [n, k]; so has the result.
public func percentageError(
  _ prediction: Expression, _ target: Expression, eps: Double
) throws -> Expression {
  try absoluteError(prediction, target) / maximum(abs(target), eps)
}

extension LossDefinition {
  /// Mean absolute percentage error.
  static let percentageError = LossDefinition(
    Declaration(
      "mape", .loss, "The error as a share of the target, for numbers away from 0.",
      options: [
        OptionDeclaration(
          "eps", "the least a target counts for as a divisor", .number(.above(0)),
          default: .number(0x1p-52))
      ],
      formula: "|p − y| / max(|y|, ε)",
      discussion: """
        A share, as the metric of this name: 0.1 is ten per cent. A target of 0 is divided by eps, \
        2⁻⁵² as in scikit-learn, so any error there is huge: give eps the size of the smallest \
        target that matters.
        """,
      reference: "scikit-learn mean_absolute_percentage_error"),
    task: .regression,
    guide: LossGuide(
      targets: "One number other than 0 per output.",
      useWhen: "Errors are judged in per cent and no target is near 0.",
      avoidWhen: """
        Targets come near 0: take mae, or msle for amounts. It favours predictions that are too \
        low, whose error is at most 100 per cent.
        """),
    targets: [.numbers], meanDividesBy: "the number of values",
    formula: {
      LossTerms(
        try Learning.percentageError($0.prediction, $0.values(), eps: $0.options.number("eps")))
    })
}
