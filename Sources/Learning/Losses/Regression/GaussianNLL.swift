import Glibc
import Graphs

/// Negative log-likelihood of numbers under a normal distribution, without its constant.
///
///     (log v + (p − y)² / v) / 2
///
/// Means, targets and variances v above 0 have the same shape, [n, k]; so has the result.
public func gaussianNLL(
  _ mean: Expression, _ target: Expression, variance v: Expression
) throws -> Expression {
  try (log(v) + squaredError(mean, target) / v) / 2
}

/// The constant `full` adds: log(2 π) / 2.
private let logNormalizer = Glibc.log(2 * Double.pi) / 2

extension LossDefinition {
  /// Gaussian negative log-likelihood.
  static let gaussianNLL = LossDefinition(
    Declaration(
      "gaussian_nll", .loss, "How surprised a normal distribution is by numbers.",
      options: [
        OptionDeclaration(
          "variance", "where the variance is from: an array, the model itself, or one number",
          .anyOf([.choice(["given", "learned"]), .number(.above(0))]), default: .text("given")),
        OptionDeclaration(
          "full", "whether to add log(2 π) / 2", .flag, default: .flag(false)),
        OptionDeclaration(
          "eps", "the least a variance counts for", .number(.above(0)), default: .number(1e-6)),
      ],
      formula: "(log v + (p − y)² / v) / 2",
      discussion: """
        With variance=given the array variance has the variance of each target, and one below eps \
        counts as eps. With variance=learned the model has two outputs for each number of the \
        target: all the means first, then as many outputs s with v = ε + log(1 + eˢ), softplus, \
        which keeps v above 0 without overflowing. variance=2.5 is the same for all.
        """,
      reference:
        "Nix and Weigend 1994, Estimating the Mean and Variance of the Target Probability "
        + "Distribution; PyTorch GaussianNLLLoss"),
    task: .regression,
    guide: LossGuide(
      targets: "One number per output; with variance=learned one per two outputs.",
      useWhen: """
        Some targets are measured better than others and the variances are known, or the model \
        should say how sure it is of each prediction.
        """,
      avoidWhen: """
        Only the mean matters: take mse, which is easier to train. A few targets are far off: take \
        adaptive or robust.
        """),
    targets: [.numbers], meanDividesBy: "the number of values of the target",
    outputs: { $0["variance"] == .text("learned") ? .twoPerTarget : .onePerTarget },
    extras: [variance],
    formula: { inputs in
      let (mean, v) = try inputs.meanAndVariance()
      let surprise = try Learning.gaussianNLL(mean, inputs.values(), variance: v)
      return LossTerms(inputs.options.flag("full") ? try surprise + logNormalizer : surprise)
    })

  /// The array of variances.
  private static let variance = LossExtra(
    "variance", "the variance of each target, 0 or more", .likePrediction, isRequired: false,
    domain: .atLeast(0))
}

extension LossInputs {
  /// The means a model predicts, and the variances from where `variance` says.
  fileprivate func meanAndVariance() throws -> (mean: Expression, variance: Expression) {
    let eps = options.number("eps")
    switch options["variance"] {
    case .number(let number):
      return (prediction, .constant(max(number, eps), shape: prediction.shape))
    case .text("learned"):
      let (mean, spread) = try halves(prediction)
      return (mean, try softplus(spread) + eps)
    default:
      guard let variance = extras["variance"] else {
        throw LearningError.missingArray(
          options.declaration.name, array: "variance", summary: "the variance of each target")
      }
      return (prediction, try maximum(variance, eps))
    }
  }
}
