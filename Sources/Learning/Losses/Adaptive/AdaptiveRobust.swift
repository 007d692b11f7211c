import Graphs
import Tensors

/// Barron's general robust loss as the surprise of a distribution whose shape and scale are learned.
///
///     ρ(r / c; α) + log c + log Z(α),   r = p − y
///
/// Without log c + log Z(α), the logarithm of what makes exp(−ρ) a density, the loss would be least
/// for the flattest shape and the largest scale, whatever the data.
///
/// Predictions and targets are [n, k], so is the result; α, `gap` = 2 − α and the scale c are [k],
/// one for each column.
public func adaptiveRobust(
  _ prediction: Expression, _ target: Expression, alpha: Expression, gap: Expression,
  scale: Expression
) throws -> Expression {
  let shape = prediction.shape
  let x = try (prediction - target) / broadcast(scale, to: shape)
  let surprise = try generalRobust(
    x, alpha: broadcast(alpha, to: shape), gap: broadcast(gap, to: shape))
  let normalizer = try log(scale) + logPartition(alpha: alpha, gap: gap)
  return try surprise + broadcast(normalizer, to: shape)
}

/// Barron's general loss of x for α that are learned, each from 0 to below 2, and b = 2 − α.
///
///     b / α · ((x² / b + 1)^(α / 2) − 1) = b u / 2 · (eᵗ − 1) / t,   u = log(1 + x² / b), t = α u / 2
///
/// The second form has no division by α, so the derivative in α keeps its digits near 0.
func generalRobust(_ x: Expression, alpha: Expression, gap b: Expression) throws -> Expression {
  let u = try log1p(square(x) / b)
  return try b * u / 2 * relativeExponential(alpha * u / 2)
}

extension LossDefinition {
  /// Barron's loss with learned shape and scale.
  static let adaptiveRobust = LossDefinition(
    Declaration(
      "adaptive", .loss, "The robust loss that learns how much outliers count, for numbers.",
      options: [
        OptionDeclaration(
          "alpha", "what α starts from: 2 as squares, 1 as sizes, near 0 hardly at all",
          .number(.inside(0, 2)), default: .number(1), positional: true),
        OptionDeclaration(
          "scale", "what the size of an ordinary error starts from", .number(.above(0)),
          default: .number(1), positional: true),
        OptionDeclaration(
          "alpha_low", "what α stays above", .number(.from(0, below: 2)),
          default: .number(0.001)),
        OptionDeclaration(
          "alpha_high", "what α stays below", .number(.inside(0, 2)), default: .number(1.999)),
        OptionDeclaration(
          "scale_low", "what the scale stays above", .number(.above(0)), default: .number(1e-5)),
      ],
      formula: "ρ((p − y) / c; α) + log c + log Z(α),  ρ as in robust, Z = ∫ exp(−ρ(x; α)) dx",
      discussion: """
        α and the scale c are learned by the optimizer with the model, one of each for every \
        output, and saved with it; summary shows them, plot loss_parameters their course. log c + \
        log Z is the price of a wide distribution: it keeps the loss from calling everything an \
        outlier. The loss is the surprise of a distribution and so may be below 0.
        """,
      reference:
        "Barron 2019, A General and Adaptive Robust Loss Function, equations 13, 16 and 17"),
    task: .adaptive,
    guide: LossGuide(
      targets: "One number per output.",
      useWhen: """
        There may be outliers and nobody knows how many, or outputs differ in how noisy they are: \
        the loss finds out, output by output.
        """,
      avoidWhen: """
        Values are to be compared between runs: what is learned changes them; evaluate with mae. \
        Data are few: take robust, or huber, with numbers of your own.
        """),
    targets: [.numbers], meanDividesBy: "the number of values",
    learned: \.adaptiveParameters, checks: { try $0.checkAdaptiveRange() },
    formula: { inputs in
      let range = AdaptiveRange(inputs.options)
      let (alpha, gap) = try range.alpha(stored: inputs.learnedArray("alpha"))
      return LossTerms(
        try Learning.adaptiveRobust(
          inputs.prediction, inputs.values(), alpha: alpha, gap: gap,
          scale: range.scale(stored: inputs.learnedArray("scale"))))
    })
}

extension Options {
  /// α and scale, one of each for every column of the predictions.
  fileprivate var adaptiveParameters: [LearnedParameter] {
    let range = AdaptiveRange(self)
    return [
      LearnedParameter(
        "alpha", "how much far errors count", initial: range.stored(alpha: number("alpha")),
        shown: { range.alpha(stored: $0) }),
      LearnedParameter(
        "scale", "the size of an ordinary error", initial: range.stored(scale: number("scale")),
        shown: { range.scale(stored: $0) }),
    ]
  }

  /// Refuses starting values outside what they may become.
  fileprivate func checkAdaptiveRange() throws {
    let range = AdaptiveRange(self)
    guard range.low < range.high else {
      throw LearningError.optionsDisagree(
        "\(self)", reason: "alpha_low must be below alpha_high",
        mend: "leave both out: α then stays between 0.001 and 1.999")
    }
    guard range.low < number("alpha"), number("alpha") < range.high else {
      throw LearningError.optionsDisagree(
        "\(self)", reason: "alpha must start between alpha_low and alpha_high",
        mend: "adaptive(alpha=\(plain((range.low + range.high) / 2)))")
    }
    guard number("scale") > range.floor else {
      throw LearningError.optionsDisagree(
        "\(self)", reason: "scale must start above scale_low",
        mend: "adaptive(scale=\(plain(2 * range.floor)))")
    }
  }
}
