import Graphs

/// How little a predicted mask and a true one overlap, with a price of its own for each mistake.
///
///     1 − (TP + s) / (TP + α · FP + β · FN + s)
///     TP = Σ p · y,   FP = Σ p · (1 − y),   FN = Σ (1 − p) · y
///
/// where p are probabilities and y is 0 or 1, both [n, k], summed over each row, and s smooths.
/// One value per row, [n]. A row where nothing is to be found and nothing was found, whose quotient
/// is 0 / 0 without smoothing, has the loss 0.
public func tversky(
  probabilities p: Expression, _ y: Expression, alpha: Double, beta: Double, smooth: Double = 1
) throws -> Expression {
  let found = try sum(p * y, axis: 1)
  let invented = try sum(p * (1 - y), axis: 1)
  let missed = try sum((1 - p) * y, axis: 1)
  let mistakes = try alpha * invented + beta * missed
  let whole = try found + mistakes + smooth
  // 1 − (whole − mistakes) / whole, without the difference.
  return try mistakes / (whole + equal(whole, 0))
}

extension LossInputs {
  /// The Tversky loss of each row, from logits or probabilities.
  fileprivate func tversky(alpha: Double, beta: Double) throws -> LossTerms {
    let p = try options.predictionKind == .logits ? sigmoid(prediction) : prediction
    return LossTerms(
      try Learning.tversky(
        probabilities: p, values(), alpha: alpha, beta: beta, smooth: options.number("smooth")))
  }
}

extension OptionDeclaration {
  fileprivate static let smooth = OptionDeclaration(
    "smooth", "what is added above and below, so that an empty mask has a loss",
    .number(.atLeast(0)), default: .number(1))
}

private let maskTargets = "0 or 1 per output: a mask, or a set of labels; a row is one whole."

extension LossDefinition {
  /// The Dice loss.
  static let dice = LossDefinition(
    Declaration(
      "dice", .loss, "How little a predicted mask overlaps the true one.",
      options: [.from, .smooth],
      formula: "1 − (Σ p y + s) / (Σ p y + Σ p (1 − y) / 2 + Σ (1 − p) y / 2 + s)",
      discussion: """
        One minus the F1 score of a row, with probabilities in the place of decisions: \
        1 − (2 TP + 2 s) / (2 TP + FP + FN + 2 s). A row is one mask, and every row counts the same \
        however much of it is set. tversky(alpha=0.5, beta=0.5) is the same.
        """,
      reference: "Milletari et al. 2016, V-Net, arXiv:1606.04797"),
    task: .classification,
    guide: LossGuide(
      targets: maskTargets,
      useWhen: "Few of many yes-or-no outputs are true at once and their overlap is what counts.",
      avoidWhen: """
        Outputs are few or about even: take binary_cross_entropy, whose gradient is steadier.
        """),
    targets: [.binary], meanDividesBy: "the number of rows", predictions: \.predictionKind,
    formula: { try $0.tversky(alpha: 0.5, beta: 0.5) })

  /// The Tversky loss.
  static let tversky = LossDefinition(
    Declaration(
      "tversky", .loss, "How little masks overlap, false alarms and misses priced apart.",
      options: [
        OptionDeclaration(
          "alpha", "the price of a false alarm", .number(.atLeast(0)), default: .number(0.3)),
        OptionDeclaration(
          "beta", "the price of a miss", .number(.atLeast(0)), default: .number(0.7)),
        .from, .smooth,
      ],
      formula: "1 − (Σ p y + s) / (Σ p y + α · Σ p (1 − y) + β · Σ (1 − p) y + s)",
      discussion: """
        beta above alpha finds more at the price of false alarms. Both 0.5 are dice, both 1 the \
        Jaccard index.
        """,
      reference: "Salehi et al. 2017, Tversky loss function, arXiv:1706.05721"),
    task: .classification,
    guide: LossGuide(
      targets: maskTargets, useWhen: "As dice, where a miss is worse than a false alarm.",
      avoidWhen: "Both mistakes cost the same: dice says so by its name."),
    targets: [.binary], meanDividesBy: "the number of rows", predictions: \.predictionKind,
    formula: { try $0.tversky(alpha: $0.options.number("alpha"), beta: $0.options.number("beta")) })
}
