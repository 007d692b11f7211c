import Glibc
import Graphs
import Tensors

/// A loss of predictions that know nothing of the features.
public struct UninformedLoss: Sendable, Equatable {
  /// What is predicted for every row.
  public enum Prediction: Sendable, Equatable {
    /// The same score, or the same probability, for each class.
    case undecided
    /// The mean of each column of the target.
    case mean
    /// The logarithm of the mean of each column of the target.
    case logarithmOfMean
    /// 0.
    case zero
  }

  /// The mean loss of the rows.
  public let value: Double
  /// What is predicted.
  public let prediction: Prediction
}

extension LossSpecification {
  /// What the loss comes to for predictions that are the same for every row: what a model should
  /// begin with, and what it must fall below.
  ///
  /// For classes it is that of undecided scores, ln K for a cross-entropy of K classes. For numbers
  /// it is the least of a few constants: with mse the mean, whose loss is the variance.
  ///
  /// - Returns: nil where outputs are compared with each other, and for sequences.
  public func uninformed(on data: TrainingData, outputs: Shape) throws -> UninformedLoss? {
    guard outputs.rank == 1, definition.outputs(options) != .any else { return nil }
    let shape = Shape([data.rows] + outputs.dimensions)
    let graph = try LossOnPredictions(self, data, predictions: shape)
    let losses = try constants(data.target, columns: outputs.count).map { prediction, row in
      let all = Tensor(shape: shape, values: (0..<data.rows).flatMap { _ in row })
      let function = try graph.function(at: all)
      let value = try Evaluator().evaluate(function.value, feeding: function.bindings)
      return UninformedLoss(value: value.values.first ?? .nan, prediction: prediction)
    }
    return losses.filter { $0.value.isFinite }.min { $0.value < $1.value }
  }

  /// Rows a model without features may predict.
  private func constants(
    _ target: TrainingTarget, columns: Int
  ) -> [(UninformedLoss.Prediction, [Float])] {
    func same(_ number: Double) -> [Float] { Array(repeating: Float(number), count: columns) }
    let isShared = columns > 1 && !target.classNames.isEmpty || target.isDistribution
    switch definition.predictions(options) {
    case .logits, .scores, .vectors, .directions: return [(.undecided, same(0))]
    case .probabilities: return [(.undecided, same(isShared ? 1 / Double(columns) : 0.5))]
    case .logProbabilities: return [(.undecided, same(-log(Double(columns))))]
    case .numbers:
      guard case .numbers(let numbers) = target else { return [(.zero, same(0))] }
      let means = numbers.columnMeans
      let rest = [Float](repeating: 0, count: max(0, columns - means.count))
      let logarithms = means.map { Float(log(max($0, 1e-30))) }
      return [
        (.mean, means.map { Float($0) } + rest), (.logarithmOfMean, logarithms + rest),
        (.zero, same(0)),
      ]
    }
  }
}

extension TrainingTarget {
  fileprivate var isDistribution: Bool {
    if case .distributions = self { return true }
    return false
  }
}

extension Tensor {
  /// The mean of each column.
  fileprivate var columnMeans: [Double] {
    let width = max(1, rowCount)
    return (0..<width).map { column in
      let sum = stride(from: column, to: count, by: width).reduce(0) { $0 + Double(self[$1]) }
      return sum / Double(max(1, rows))
    }
  }
}
