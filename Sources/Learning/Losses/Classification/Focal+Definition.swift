extension LossDefinition {
  /// The focal loss.
  static let focal = LossDefinition(
    Declaration(
      "focal", .loss, "Cross-entropy that looks away from what is already right.",
      options: [
        .gamma, .alpha, .from, .classWeights, .effectiveBeta, .labelSmoothing, .ignoreIndex,
        .gammaEnd,
        .gammaEpochs,
      ],
      formula: "α · (1 − p)^γ · −log p, p the probability of what is true",
      discussion: """
        Two classes with a single output, and numbers that are 0 or 1, are yes-or-no targets: p is \
        a sigmoid, alpha is what a yes counts and 1 − alpha what a no counts. Classes with one \
        output each go through a softmax, and alpha is a number for each class. The divisor of a \
        mean does not know alpha, but it does know class_weights. gamma=0 is cross-entropy. \
        Label smoothing spreads the target first; gamma and the weights apply to each share. \
        gamma_end lets gamma move in a straight line, one step each epoch, over gamma_epochs \
        epochs. Rows whose class is ignore_index do not count.
        """,
      reference: """
        Lin et al. 2017, Focal Loss for Dense Object Detection, arXiv:1708.02002; torchvision \
        sigmoid_focal_loss
        """),
    task: .classification,
    guide: LossGuide(
      targets: """
        0 or 1 per output, two classes with one output, or one class per row with one output for \
        each class.
        """,
      useWhen: "Easy rows of a common class outnumber the rest by far and drown it.",
      avoidWhen: """
        Classes are about even: cross_entropy gives better probabilities. Labels are often wrong: \
        it chases exactly those; take generalized_cross_entropy.
        """),
    targets: [.classes, .binary],
    meanDividesBy: """
      the number of values of yes-or-no targets and of rows otherwise, with class_weights the sum \
      of the weights; alpha does not count
      """,
    predictions: \.predictionKind, scheduled: \.gammaCourse,
    checks: { try $0.checkGammaCourse() },
    formula: { try $0.focalTerms() })
}
