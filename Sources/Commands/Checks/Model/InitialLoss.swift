import Glibc
import Learning

extension DataCheck {
  /// Whether a fresh model has about the loss of one that knows nothing: ln K for a cross-entropy
  /// over K classes, the variance for squared errors.
  static let initialLoss = DataCheck(
    "initial_loss",
    "whether a fresh model has the loss of one that knows nothing: ln K for K classes"
  ) { data in
    guard let (objective, network, _) = data.trial, let rows = data.trainingSample(initialRows)
    else {
      return nil
    }
    let loss = objective.loss
    let found = try Objective(loss: loss).evaluate(
      network, weights: network.initialWeights(seed: data.seed), on: rows
    ).dataLoss
    guard found.isFinite else {
      let isOfSequences = loss.sequenceLoss != nil
      return .fail(
        "the loss of a fresh model is \(shortText(found))",
        try: isOfSequences ? nil : "scale standard")
    }
    guard let expected = try loss.uninformed(on: rows, outputs: network.outputShape) else {
      return .ok("a fresh model has \(shortText(found))")
    }
    let words =
      "a fresh model has \(shortText(found)), \(expected.words(loss, rows.target)) has "
      + shortText(expected.value) + data.scope(initialRows)
    // Scores should begin undecided, though those of few inputs scatter; numbers may be far from 0,
    // where a model begins.
    let limit = expected.prediction == .undecided ? 5.0 : 10.0
    guard expected.value > 0, found > limit * expected.value else { return .ok(words) }
    return .warn(
      words,
      try: expected.prediction == .undecided
        ? "scale standard" : "optimizer adam(lr=0.1)")
  }
}

/// Rows the first loss is the mean of.
private let initialRows = 512

extension UninformedLoss {
  /// Whom the loss is expected of: "an undecided one (ln 3)".
  fileprivate func words(_ loss: LossSpecification, _ target: TrainingTarget) -> String {
    switch prediction {
    case .undecided:
      let count = max(2, target.classNames.count)
      let isLogarithm = abs(value - log(Double(count))) < 1e-3 * value
      return isLogarithm ? "an undecided one (ln \(count))" : "an undecided one"
    case .mean:
      return "always the mean" + (loss.name == "mse" ? " (the variance)" : "")
    case .logarithmOfMean: return "always the logarithm of the mean"
    case .zero: return "always 0"
    }
  }
}
