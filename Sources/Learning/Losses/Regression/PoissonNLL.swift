import Graphs

/// Negative log-likelihood of counts under a Poisson distribution, from the logarithm of its rate.
///
///     eˣ − y · x
///
/// Predictions x and targets have the same shape, [n, k]; so has the result.
public func poissonNLL(logRate x: Expression, _ target: Expression) throws -> Expression {
  try exp(x) - target * x
}

/// Negative log-likelihood of counts under a Poisson distribution of the rate p.
///
///     p − y · log(p + ε)
///
/// Predictions and targets have the same shape, [n, k]; so has the result. A rate below 0, which
/// there is none of, costs |p| − y · log(ε + p), the logarithm going on along its tangent.
public func poissonNLL(
  rate p: Expression, _ target: Expression, eps: Double
) throws -> Expression {
  let size = try `where`(less(p, 0), -p, p)
  return try size - target * continuedLog(p + eps, from: eps)
}

/// Stirling's approximation of log(y!), 0 for y ≤ 1: what `full` adds.
///
///     y · log y − y + log(2 π y) / 2
public func logFactorial(_ y: Expression) throws -> Expression {
  let isLarge = try greater(y, 1)
  let safe = try `where`(isLarge, y, 1)
  let stirling = try safe * log(safe) - safe + log(2 * .pi * safe) / 2
  return try `where`(isLarge, stirling, 0)
}

extension LossDefinition {
  /// Poisson negative log-likelihood.
  static let poissonNLL = LossDefinition(
    Declaration(
      "poisson_nll", .loss, "How surprised a Poisson distribution is by counts.",
      options: [
        OptionDeclaration(
          "log_input", "whether the outputs are the logarithms of rates", .flag,
          default: .flag(true)),
        OptionDeclaration(
          "full", "whether to add Stirling's approximation of log(y!)", .flag,
          default: .flag(false)),
        OptionDeclaration(
          "eps", "what is added to a rate before its logarithm is taken, with log_input=false",
          .number(.above(0)), default: .number(1e-8)),
      ],
      formula: "eˣ − y · x, or p − y · log(p + ε) with log_input=false",
      discussion: """
        The model predicts the logarithm of the rate, so any number will do; with log_input=false \
        it predicts the rate, and should end in softplus. A rate below 0 then costs \
        |p| − y · log(ε + p), the logarithm going on along its tangent. eˣ is infinite from 89 in \
        single precision: a fit that gets there stops and says so. What full adds does not depend \
        on the model.
        """,
      reference: "PyTorch PoissonNLLLoss"),
    task: .regression,
    guide: LossGuide(
      targets: "One count of 0 or more per output; it need not be whole.",
      useWhen: "Targets count events: visits, defects, calls in an hour.",
      avoidWhen: """
        Counts spread far wider than their mean: msle or robust on scaled numbers are calmer. \
        Targets are shares: take binary_cross_entropy.
        """),
    targets: [.numbers], meanDividesBy: "the number of values",
    targetDomain: .atLeast(0),
    predictionDomain: { $0.flag("log_input") ? .any : .atLeast(0) },
    scale: { $0.flag("log_input") ? .logarithm : .target },
    formula: { inputs in
      let (x, y, options) = (inputs.prediction, try inputs.values(), inputs.options)
      let surprise =
        options.flag("log_input")
        ? try Learning.poissonNLL(logRate: x, y)
        : try Learning.poissonNLL(rate: x, y, eps: options.number("eps"))
      return LossTerms(options.flag("full") ? try surprise + logFactorial(y) : surprise)
    })
}
