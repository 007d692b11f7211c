import Graphs

/// log p, no smaller than −100, with a finite gradient everywhere.
///
/// PyTorch's BCELoss stops the logarithm at −100 too. Below the smallest normal single-precision
/// number the gradient is 0: 1 / p would overflow there.
func clampedLog(_ p: Expression) throws -> Expression {
  let tiny = Double(Float.leastNormalMagnitude)
  let logarithm = try log(maximum(p, tiny))
  return try `where`(greater(p, tiny), logarithm, -100)
}

/// log(1 − p) from ℓ = log p, no smaller than −100, with a finite gradient everywhere.
///
/// 1 − p is −(e^ℓ − 1), exact where p is close to 1 and the difference is not.
func logOfComplement(_ logProbability: Expression) throws -> Expression {
  try clampedLog(-expm1(logProbability))
}

extension LossInputs {
  /// The logarithm of the probability of each class, [n, C], as the option `from` has it.
  func logProbabilities() throws -> Expression {
    switch options.predictionKind {
    case .logits: try logSoftmax(prediction)
    default: try clampedLog(prediction)
    }
  }
}

extension OptionDeclaration {
  /// `from=logits|probabilities`: how a loss on classes reads the outputs of the model.
  static let from = OptionDeclaration(
    "from", "what the model's outputs are", .choice(["logits", "probabilities"]),
    default: .text("logits"))
}

extension Options {
  /// The choice made by the option `from`.
  var predictionKind: PredictionKind {
    text("from") == "logits" ? .logits : .probabilities
  }
}
