import Graphs

/// Barron's general robust loss of residuals r = p − y, for a fixed α.
///
///     x² / 2                                             α = 2
///     log(x² / 2 + 1)                                    α = 0
///     1 − exp(−x² / 2)                                   α = −∞
///     |α − 2| / α · ((x² / |α − 2| + 1)^(α / 2) − 1)     otherwise, x = r / c
///
/// The power minus 1 is expm1(α / 2 · log1p(x² / |α − 2|)): subtracting would lose every digit near
/// α = 0, where the power is near 1, while the quotient expm1(α t) / α keeps them all. Near α = 2
/// the base is large and nothing cancels. Only where |α| < 1e-15 is the limit 0 taken, and below
/// −1e15 the limit −∞: there they differ from the formula by less than its rounding.
///
/// Predictions and targets have the same shape, [n, k]; so has the result.
public func robust(
  _ prediction: Expression, _ target: Expression, alpha: Double, scale: Double
) throws -> Expression {
  let squared = try square((prediction - target) / scale)
  switch alpha {
  case 2: return try squared / 2
  case ..<(-1e15): return try -slopedExpm1(-(squared / 2))
  case -1e-15...1e-15: return try log1p(squared / 2)
  default:
    let gap = (alpha - 2).magnitude
    return try gap / alpha * slopedExpm1(alpha / 2 * log1p(squared / gap))
  }
}

extension LossDefinition {
  /// Barron's general robust loss.
  static let robust = LossDefinition(
    Declaration(
      "robust", .loss, "One loss from squares to forgetting outliers, by one number, for numbers.",
      options: [
        OptionDeclaration(
          "alpha", "how much far errors count: 2 as squares, 1 as sizes, below 0 ever less",
          .number(.anyOrMinusInfinity), default: .number(1), positional: true),
        OptionDeclaration(
          "scale", "the size of an ordinary error", .number(.above(0)), default: .number(1),
          positional: true),
      ],
      formula: "|α − 2| / α · ((x² / |α − 2| + 1)^(α / 2) − 1),  x = (p − y) / c",
      discussion: """
        alpha=2 is half of mse, alpha=1 a smooth mae (Charbonnier), alpha=0 Cauchy's loss \
        log(x² / 2 + 1), alpha=-2 Geman and McClure's and alpha=-infinity Welsch's 1 − exp(−x² / 2). \
        At 2, 0 and -infinity the formula is taken by its limit. From alpha=1 on it is convex; below, \
        errors far beyond scale hardly pull.
        """,
      reference: "Barron 2019, A General and Adaptive Robust Loss Function, equation 13"),
    task: .regression,
    guide: LossGuide(
      targets: "One number per output.",
      useWhen: """
        Outliers should count little (alpha=0) or next to nothing (alpha=-2), with scale the size \
        of the errors that should count in full.
        """,
      avoidWhen: """
        alpha is a guess: adaptive learns it. Errors are far beyond scale at the start: with alpha \
        below 0 nothing pulls them in; start with alpha=1.
        """),
    targets: [.numbers], meanDividesBy: "the number of values",
    formula: {
      LossTerms(
        try Learning.robust(
          $0.prediction, $0.values(), alpha: $0.options.number("alpha"),
          scale: $0.options.number("scale")))
    })
}
