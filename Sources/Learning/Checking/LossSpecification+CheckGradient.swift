import Graphs
import Tensors

/// How the gradient of a loss holds against finite differences on some rows.
public struct LossGradientCheck: Sendable {
  /// The mean loss of the rows.
  public let value: Double
  /// The predictions, then each array the loss learns.
  public let arrays: [ArrayGradientCheck]
}

extension LossSpecification {
  /// Compares the gradient of the mean loss of some rows with finite differences, in double
  /// precision.
  ///
  /// - Parameters:
  ///   - data: the rows; each further row makes each comparison slower.
  ///   - predictions: where to look, a row for each row.
  ///   - parameters: what the loss has learned, by the names checkpoints have.
  ///   - epoch: whose numbers are in force, counted from 0.
  ///   - samples: how many numbers of each array are compared.
  ///   - seed: chooses them.
  /// - Throws: `LearningError` for targets the loss does not take.
  public func checkGradient(
    on data: TrainingData, predictions: Tensor, parameters: [String: Tensor] = [:],
    epoch: Int = 0, samples: Int = 40, seed: UInt64
  ) throws -> LossGradientCheck {
    let graph = try LossOnPredictions(self, data, predictions: predictions.shape)
    let function = try graph.function(at: predictions, parameters: parameters, epoch: epoch)
    let (value, slopes) = try function.evaluated()
    var generator = RandomGenerator(seed: seed)
    let arrays = try zip(function.arrays, slopes).map { array, slopes in
      try function.check(array.name, slopes, at: value, samples: samples, &generator)
    }
    return LossGradientCheck(value: value, arrays: arrays)
  }
}
