import Glibc
import Learning
import Tensors

extension Tensor {
  /// The outputs of a classifier as a probability for every class.
  ///
  /// - Parameter kind: what the loss takes the outputs for.
  func asProbabilities(_ kind: PredictionKind) -> [[Double]] {
    (0..<rows).map { index in
      let scores = row(index).map(Double.init)
      switch (kind, scores.count) {
      case (.probabilities, 1): return [1 - scores[0], scores[0]]
      case (.probabilities, _): return scores
      case (_, 1): return [sigmoid(-scores[0]), sigmoid(scores[0])]
      default: return softmax(scores)
      }
    }
  }
}

/// 1 / (1 + e^-x) without overflow.
private func sigmoid(_ x: Double) -> Double {
  x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x))
}

/// e^x over the sum of all, shifted by the largest so that nothing overflows.
private func softmax(_ scores: [Double]) -> [Double] {
  let largest = scores.max() ?? 0
  let powers = scores.map { exp($0 - largest) }
  let sum = powers.reduce(0, +)
  return powers.map { $0 / sum }
}
