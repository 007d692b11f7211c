import Graphs

/// The squared difference of the logarithms of one plus prediction and target.
///
///     (log(1 + p) − log(1 + y))²
///
/// Predictions and targets have the same shape, [n, k]; so has the result. Below 1 + p = 2⁻²⁰ the
/// logarithm goes on along its tangent, see `continuedLog1p`; the number is one that single
/// precision can tell from 0 after 1 is subtracted.
public func squaredLogarithmicError(
  _ prediction: Expression, _ target: Expression
) throws -> Expression {
  try square(continuedLog1p(prediction, from: 0x1p-20) - log1p(target))
}

extension LossDefinition {
  /// Mean squared logarithmic error.
  static let squaredLogarithmicError = LossDefinition(
    Declaration(
      "msle", .loss, "The squared difference of logarithms, for numbers that grow by factors.",
      formula: "(log(1 + p) − log(1 + y))²",
      discussion: """
        Being off by a factor costs the same for small and large targets. A model in training may \
        predict -1 or less, where there is no logarithm: below 1 + p = 2⁻²⁰ it goes on along its \
        tangent, so that the slope leads back.
        """,
      reference: "Keras MeanSquaredLogarithmicError"),
    task: .regression,
    guide: LossGuide(
      targets: "One number above -1 per output; amounts, prices, counts.",
      useWhen: """
        Targets span orders of magnitude and a prediction of half is as bad as one of double.
        """,
      avoidWhen: """
        Targets can be negative: take mse or huber. They are counts: poisson_nll keeps their mean. \
        The model can end in softplus, so that it predicts nothing below 0.
        """),
    targets: [.numbers], meanDividesBy: "the number of values",
    targetDomain: .above(-1), predictionDomain: { _ in .above(-1) },
    formula: { LossTerms(try Learning.squaredLogarithmicError($0.prediction, $0.values())) })
}
