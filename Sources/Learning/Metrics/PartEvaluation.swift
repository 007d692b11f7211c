import Tensors

/// What a model's predictions for a part come to.
public struct Evaluation: Sendable, Equatable {
  /// "train", "validation", "test", or what the rows are called.
  public let part: String
  /// How many rows were judged.
  public let rows: Int
  /// Rows whose outputs were infinite or no number at all; if there are any, no metric has a value.
  public let notFinite: Int
  /// The metrics in order.
  public let metrics: [MetricValue]
  /// How often rows of each class were taken for each; nil for numbers.
  public let confusion: ConfusionMatrix?
  /// The name of the positive one of two classes.
  public let positive: String?
  /// What it takes to mend the labels read; nil for anything but label sequences.
  public internal(set) var edits: EditOperations? = nil

  /// How each class fared, in order; empty for numbers.
  public var classes: [ClassScore] { confusion?.classScores ?? [] }

  /// A metric by name, nil if it was not asked for.
  public subscript(name: String) -> MetricValue? { metrics.first { $0.name == name } }

  /// What a reader must know: classes never predicted or without rows, metrics without a value.
  public var notes: [String] {
    classes.compactMap(\.note)
      + metrics.compactMap { metric in metric.note.map { "\(metric.name) is undefined: \($0)" } }
  }

  /// The metrics that have a value, as a fit keeps them after each epoch.
  public var epochMetrics: [EpochMetric] {
    metrics.compactMap { metric in
      metric.value.map { EpochMetric(metric.name, $0, largerIsBetter: metric.largerIsBetter) }
    }
  }
}

extension Evaluation {
  /// Judges all predictions for a part at once.
  ///
  /// - Parameters:
  ///   - predictions: the model's outputs, a row per row of the part.
  ///   - target: what they should be. Of a distribution the most probable class counts.
  ///   - training: the target of the training part, for the baseline; nil without one.
  ///   - outputs: what the outputs mean; of no importance for numbers and sequences.
  ///   - metrics: what to measure; the standard ones of the kind of target unless given.
  ///   - sequences: the labels and frames of a target of sequences that count; without them, and where
  ///     the outputs do not stand for frames, nothing is measured.
  ///   - decoding: how labels are read from frames.
  /// - Throws: `LearningError` for shapes that do not fit and labels without a class.
  public init(
    part: String, predictions: Tensor, target: TrainingTarget, training: TrainingTarget? = nil,
    outputs: OutputKind = .logits, positive: Int? = nil, threshold: Double = 0.5,
    metrics: [MetricSpecification]? = nil, sequences: LabelSequences? = nil,
    decoding: SequenceDecoding = .greedy
  ) throws {
    if case .sequences(let labels, _) = target {
      guard let sequences, sequences.areReadFromFrames else {
        self = Evaluation(
          part: part, rows: labels.rows, notFinite: 0, metrics: [], confusion: nil, positive: nil)
        return
      }
      var judge = SequenceJudge(decoding: decoding, metrics: metrics)
      try judge.add(predictions, meant: sequences)
      self = judge.evaluation(part: part)
    } else if case .numbers(let targets) = target {
      var baseline: Tensor?
      if case .numbers(let known) = training { baseline = known }
      var judge = try RegressionJudge(
        columns: targets.shape.rank < 2 ? 1 : targets.rowCount, trainingTargets: baseline,
        metrics: metrics)
      try judge.add(predictions, targets: targets)
      self = judge.evaluation(part: part)
    } else {
      var judge = try ClassJudge(
        classes: target.judgedClasses, trainingLabels: training?.judgedLabels ?? [],
        outputs: outputs, positive: positive, threshold: threshold, metrics: metrics)
      try judge.add(predictions, targets: target.judgedLabels)
      self = judge.evaluation(part: part)
    }
  }
}

extension TrainingTarget {
  /// The class of each row; of a distribution the most probable one, the first of equals.
  var judgedLabels: [Int32] {
    switch self {
    case .classes(let labels, _): return labels
    case .numbers, .sequences: return []
    case .distributions(let tensor):
      return (0..<tensor.rows).map { index in
        let row = tensor.row(index)
        return Int32(row.indices.max { row[$0] < row[$1] || row[$0] == row[$1] && $0 > $1 } ?? 0)
      }
    }
  }

  /// The names of the classes; those of distributions are their numbers.
  var judgedClasses: [String] {
    guard case .distributions(let tensor) = self else { return classNames }
    return (0..<tensor.rowCount).map(String.init)
  }
}
