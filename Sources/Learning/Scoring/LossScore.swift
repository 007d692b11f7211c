import Graphs
import Tensors

/// What a loss says of predictions: its value, the value of each row, and how it changes with the
/// predictions and with the parameters of its own.
public struct LossScore: Sendable {
  /// The reduced value, a number; with `.none` one number per element or per row.
  public let value: DoubleArray
  /// One number per row: its weighted loss, the mean of its elements where it has several.
  public let rowValues: [Double]
  /// The derivative by each prediction, in the shape of the predictions; that of the sum with
  /// `.none`.
  public let gradient: DoubleArray
  /// The parameters of the loss at their starting values.
  public let parameters: [ScoredParameter]
  /// The examples without any alignment, which count 0.
  public let infeasible: [InfeasibleExample]
  /// What the reduction was.
  public let reduction: Reduction
}

/// In which precision a loss is computed.
public enum ScorePrecision: String, Sendable, CaseIterable {
  /// Node by node in double precision.
  case double
  /// In single precision by the compiled plan, as training computes it.
  case single
}

extension LossSpecification {
  /// Judges predictions from anywhere.
  ///
  /// Numbers of the loss that follow the epoch have their value in the first one; class weights
  /// that follow from the rows are those of the rows judged.
  ///
  /// - Throws: `ScoreError` or `LearningError` with what is wrong in the input.
  public func score(
    _ input: ScoreInput, reduction: Reduction = .mean, precision: ScorePrecision = .double
  ) throws -> LossScore {
    let prepared = try prepare(input)
    let loss = try prepared.trainingTarget.map { try fitted(to: $0) } ?? self
    let graph = try ScoreGraph(loss, prepared, reduction)
    let results =
      switch precision {
      case .double: try graph.evaluated(prepared)
      case .single: try graph.planned(prepared)
      }
    return LossScore(
      value: prepared.outward(value: results.value), rowValues: results.each.rowMeans,
      gradient: prepared.arrangement.outward(results.gradient),
      parameters: graph.parameters(derivatives: results.derivatives),
      infeasible: prepared.infeasible, reduction: reduction)
  }
}

extension PreparedScore {
  /// Values of the graph as they are handed out: one for each prediction in their shape, one for
  /// each row in a list.
  fileprivate func outward(value: DoubleArray) -> DoubleArray {
    value.shape == predictions.shape ? arrangement.outward(value) : value
  }
}

extension DoubleArray {
  /// The mean of each row of the first axis.
  fileprivate var rowMeans: [Double] {
    guard shape.rank > 1 else { return values }
    let width = max(1, values.count / max(1, shape[0]))
    guard width > 1 else { return values }
    return (0..<shape[0]).map { row in
      values[row * width..<(row + 1) * width].reduce(0, +) / Double(width)
    }
  }
}
