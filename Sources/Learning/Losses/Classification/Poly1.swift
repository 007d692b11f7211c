import Graphs

/// Cross-entropy with the first term of its expansion in 1 − p weighed anew.
///
///     −log p + ε₁ · (1 − p)
///
/// since −log p = (1 − p) + (1 − p)² / 2 + … : ε₁ above 0 pushes harder where p is already large,
/// ε₁ = 0 is cross-entropy. From ℓ = log p of each class, [n, C]: what each class would cost if it
/// were the true one.
public func poly1(logProbabilities: Expression, epsilon: Double) throws -> Expression {
  try -logProbabilities - epsilon * expm1(logProbabilities)
}

extension LossDefinition {
  /// The first of the polynomial losses.
  static let poly1 = LossDefinition(
    Declaration(
      "poly1", .loss, "Cross-entropy plus a share of 1 − p, for one output per class.",
      options: [
        OptionDeclaration(
          "epsilon", "how much 1 − p counts, beside its part in cross-entropy",
          .number(.atLeast(-1)), default: .number(1), positional: true),
        .from, .classWeights, .effectiveBeta, .labelSmoothing, .ignoreIndex,
      ],
      formula: "−log p + ε₁ · (1 − p), p = softmax(x)[y]",
      discussion: """
        epsilon=0 is cross_entropy; from −1 up to 0 it asks for less certainty. Label smoothing \
        spreads the target first: each class then counts by its share of the target, and by its \
        class weight. With class weights the mean divides by the sum of the weights of the target \
        classes. Rows whose class is ignore_index do not count.
        """,
      reference: "Leng et al. 2022, PolyLoss, arXiv:2204.12511; optax poly_loss_cross_entropy"),
    task: .classification,
    guide: LossGuide(
      targets: """
        One class per row, as a name or a whole number from 0, or a probability per class.
        """,
      useWhen: "Cross-entropy works and one number is to be tuned on top: try epsilon 0.5 to 2.",
      avoidWhen: "Labels are often wrong: it trusts them even more than cross_entropy does."),
    targets: [.classes, .distributions],
    meanDividesBy: "the sum of the target classes' weights, that is the rows without class_weights",
    predictions: \.predictionKind,
    formula: { inputs in
      let costs = try Learning.poly1(
        logProbabilities: inputs.logProbabilities(), epsilon: inputs.options.number("epsilon"))
      return try inputs.classTarget().expectation(of: costs)
    })
}
