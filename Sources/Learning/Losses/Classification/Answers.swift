import Graphs

// Yes-or-no targets: y is 1 for yes, 0 for no, or between.

extension LossInputs {
  /// log p and log(1 − p), p the probability of yes, as the option `from` has it.
  ///
  /// Of logits they are −softplus(−x) and −softplus(x), since σ(x) = 1 / (1 + e^−x): exact at both
  /// ends, where taking the logarithm of a rounded sigmoid is not.
  func logAnswers() throws -> (yes: Expression, no: Expression) {
    switch options.predictionKind {
    case .logits: (try -softplus(-prediction), try -softplus(prediction))
    default: (try clampedLog(prediction), try clampedLog(1 - prediction))
    }
  }

  /// (1 − ε) · y + ε / 2: a share ε of each target spread evenly over no and yes.
  func smoothedAnswers(_ y: Expression) throws -> Expression {
    let smoothing = options.number("label_smoothing")
    return smoothing == 0 ? y : try y * (1 - smoothing) + smoothing / 2
  }
}
