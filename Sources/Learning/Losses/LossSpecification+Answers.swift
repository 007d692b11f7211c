import Glibc
import Tensors

extension LossSpecification {
  /// What the outputs of a model trained with this loss say of a target: of one of numbers, numbers
  /// like it; of any other, the outputs themselves.
  ///
  /// Of two outputs for each number the first ones are those numbers. Logits become probabilities,
  /// logarithms what they are logarithms of.
  public func answers(_ outputs: Tensor, to target: TrainingTarget) -> Tensor {
    guard case .numbers = target else { return outputs }
    return answers(outputs)
  }

  /// The same for a target of numbers.
  public func answers(_ outputs: Tensor) -> Tensor {
    let numbers = definition.outputs(options) == .twoPerTarget ? outputs.firstHalves : outputs
    switch (definition.predictions(options), definition.scale(options)) {
    case (.logits, _): return numbers.mapped(logistic)
    case (.logProbabilities, _), (_, .logarithm): return numbers.mapped(exp)
    default: return numbers
    }
  }
}

/// 1 / (1 + e^−x) without overflow.
private func logistic(_ x: Double) -> Double {
  x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x))
}

extension Tensor {
  /// The first half of each row.
  fileprivate var firstHalves: Tensor {
    let half = rowCount / 2
    return Tensor(shape: [rows, half], values: (0..<rows).flatMap { row($0).prefix(half) })
  }

  fileprivate func mapped(_ function: (Double) -> Double) -> Tensor {
    Tensor(shape: shape, values: values.map { Float(function(Double($0))) })
  }
}
