import Graphs

extension LossDefinition {
  /// Cross-entropy over classes.
  static let crossEntropy = LossDefinition(
    Declaration(
      "cross_entropy", .loss,
      "How surprised the model is by the true class, for one output per class.",
      options: [.from, .classWeights, .effectiveBeta, .labelSmoothing, .ignoreIndex],
      formula: "−log softmax(x)[y]",
      discussion: """
        Takes raw scores, so the model ends without a softmax; from=probabilities takes the output \
        of one. With class weights the mean divides by the sum of the weights of the target \
        classes. Smoothing leaks the weights of the other classes into a row, as in PyTorch. Rows \
        whose class is ignore_index have the loss 0 and do not count in the mean.
        """,
      reference: "PyTorch CrossEntropyLoss"),
    task: .classification,
    guide: LossGuide(
      targets: """
        One class per row, as a name or a whole number from 0, or a probability per class.
        """,
      useWhen: "Exactly one class is true; the first choice for classification.",
      avoidWhen: """
        Labels are often wrong: take generalized_cross_entropy. One class is very rare: try \
        class_weights or focal. Several can be true at once: take binary_cross_entropy.
        """),
    targets: [.classes, .distributions],
    meanDividesBy: "the sum of the target classes' weights, that is the rows without class_weights",
    predictions: \.predictionKind,
    formula: crossEntropyTerms)
}

/// Chooses among the four forms of cross-entropy.
private func crossEntropyTerms(_ inputs: LossInputs) throws -> LossTerms {
  let x = inputs.prediction
  let weights = try inputs.classWeights(classes: x.shape[1])
  let smoothing = inputs.options.number("label_smoothing")
  switch (inputs.options.predictionKind, inputs.target) {
  case (.logits, .indices(let y)):
    return try crossEntropy(logits: x, indices: y, weights: weights, smoothing: smoothing)
  case (.logits, .values(let y)):
    return try crossEntropy(logits: x, distributions: y, weights: weights, smoothing: smoothing)
  case (_, .indices(let y)):
    return try crossEntropy(probabilities: x, indices: y, weights: weights, smoothing: smoothing)
  case (_, .values(let y)):
    return try crossEntropy(
      probabilities: x, distributions: y, weights: weights, smoothing: smoothing)
  default:
    throw LearningError.wrongTarget(
      "cross_entropy", expected: "classes or distributions", found: inputs.target.word)
  }
}
