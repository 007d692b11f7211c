import Tensors

/// What a model makes of the rows of a part, ready to be measured on any draw of them.
public struct PredictedRows: Sendable {
  /// The rows as they are, judged as `evaluate` does.
  public let evaluation: Evaluation
  private let content: Content

  private enum Content: Sendable {
    /// Judged rows of classes, and a judge of none.
    case classes([JudgedRow], ClassJudge)
    /// Predictions and targets of numbers, row by row, and a judge of none.
    case numbers([Double], [Double], width: Int, RegressionJudge)
    /// Judged rows of label sequences, and a judge of none.
    case sequences([JudgedSequence], SequenceJudge)
    /// Nothing that any metric judges.
    case none
  }

  /// Judges the predictions for a part.
  ///
  /// - Parameters:
  ///   - part: what the rows are called.
  ///   - predictions: the model's outputs, a row per row of the part.
  ///   - target: what they should be.
  ///   - training: the target of the training part, for the baseline; nil without one.
  ///   - outputs: what the outputs mean.
  ///   - metrics: what to measure; the standard ones unless given.
  ///   - sequences: the labels and frames of a target of sequences that count.
  /// - Throws: `LearningError` for shapes that do not fit and labels without a class.
  public init(
    part: String, predictions: Tensor, target: TrainingTarget, training: TrainingTarget? = nil,
    outputs: OutputKind = .logits, metrics: [MetricSpecification]? = nil,
    sequences: LabelSequences? = nil
  ) throws {
    evaluation = try Evaluation(
      part: part, predictions: predictions, target: target, training: training, outputs: outputs,
      metrics: metrics, sequences: sequences)
    switch target {
    case .sequences:
      guard let sequences, sequences.areReadFromFrames else {
        content = .none
        break
      }
      let judge = SequenceJudge(metrics: metrics)
      content = .sequences(try judge.judged(predictions, meant: sequences), judge)
    case .numbers(let targets):
      let width = targets.shape.rank < 2 ? 1 : targets.rowCount
      content = .numbers(
        predictions.values.map(Double.init), targets.values.map(Double.init), width: width,
        try RegressionJudge(columns: width, metrics: metrics))
    case .classes, .distributions:
      let judge = try ClassJudge(classes: target.judgedClasses, outputs: outputs, metrics: metrics)
      content = .classes(try judge.judged(predictions, targets: target.judgedLabels), judge)
    }
  }

  /// The number of rows.
  public var count: Int { evaluation.rows }

  /// What the metrics come to when every row counts so often; NaN where one has no value.
  func values(counting counts: [Int]) -> [Double] {
    drawn(counts).map { $0.value ?? .nan }
  }

  private func drawn(_ counts: [Int]) -> [MetricValue] {
    switch content {
    case .none: return []
    case .classes(let rows, var judge):
      for (row, times) in zip(rows, counts) where times > 0 { judge.add(row, times: times) }
      return judge.evaluation(part: "").metrics
    case .sequences(let rows, var judge):
      for (row, times) in zip(rows, counts) where times > 0 { judge.add(row, times: times) }
      return judge.evaluation(part: "").metrics
    case .numbers(let predictions, let targets, let width, var judge):
      let places = counts.enumerated().flatMap { row, times in
        repeatElement(row * width..<(row + 1) * width, count: times)
      }
      // As many predictions as targets were judged before, so these pair up.
      try? judge.add(
        places.flatMap { predictions[$0] }, targets: places.flatMap { targets[$0] })
      return judge.evaluation(part: "").metrics
    }
  }
}
