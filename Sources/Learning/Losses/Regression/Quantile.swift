import Graphs

/// The pinball loss, whose best constant prediction is the q-quantile of the targets.
///
///     q · max(y − p, 0) + (1 − q) · max(p − y, 0)
///
/// Predictions and targets have the same shape, [n, k]; so has the result. The gradient where they
/// are equal is 0.
public func pinball(
  _ prediction: Expression, _ target: Expression, q: Double
) throws -> Expression {
  try q * relu(target - prediction) + (1 - q) * relu(prediction - target)
}

extension LossDefinition {
  /// The quantile loss.
  static let quantile = LossDefinition(
    Declaration(
      "quantile", .loss, "An error that costs more on one side, for a quantile of numbers.",
      options: [
        OptionDeclaration(
          "q", "the share of targets that should lie below the prediction",
          .number(.inside(0, 1)), default: .number(0.5), positional: true)
      ],
      formula: "q · max(y − p, 0) + (1 − q) · max(p − y, 0)",
      discussion: """
        Also called the pinball loss. With q=0.5 it is half of mae and gives the median; q=0.9 makes \
        a prediction that is too low nine times as dear as one that is too high by as much.
        """,
      reference:
        "Koenker and Bassett 1978, Regression Quantiles; scikit-learn mean_pinball_loss"),
    task: .regression,
    guide: LossGuide(
      targets: "One number per output.",
      useWhen: """
        A bound is wanted, not the middle: stock that suffices nine days in ten, or the ends of an \
        interval by two fits.
        """,
      avoidWhen: "The mean is wanted: take mse. The whole spread is wanted: take gaussian_nll."),
    targets: [.numbers], meanDividesBy: "the number of values",
    formula: { LossTerms(try pinball($0.prediction, $0.values(), q: $0.options.number("q"))) })
}
