import Tensors

/// Collects the outputs for the rows of a part, batch by batch or at once, and judges the labels
/// read from them.
public struct SequenceJudge: Sendable {
  private let decoding: SequenceDecoding
  private let metrics: [MetricSpecification]
  private var sums = SequenceSums()
  /// What a model comes to that reads no label, as one does before it has learnt anything.
  private var baseline = SequenceSums()

  /// A judge of no rows.
  ///
  /// - Parameters:
  ///   - decoding: how labels are read.
  ///   - metrics: what to measure; the standard ones unless given.
  public init(decoding: SequenceDecoding = .greedy, metrics: [MetricSpecification]? = nil) {
    self.decoding = decoding
    self.metrics = metrics ?? .standard(for: .sequences)
  }

  /// Adds rows: outputs [n, frames, classes] and the labels meant.
  ///
  /// - Throws: `LearningError.shapesDiffer` for outputs of other axes or rows.
  public mutating func add(_ outputs: Tensor, meant: LabelSequences) throws {
    for row in try judged(outputs, meant: meant) { add(row) }
  }

  /// Adds a row that was judged, as often as it counts.
  mutating func add(_ row: JudgedSequence, times: Int = 1) {
    baseline.add(EditOperations(reading: [], meant: row.meant), times: times)
    if let edits = row.edits { sums.add(edits, times: times) } else { sums.notFinite += times }
  }

  /// Judges rows without adding them.
  ///
  /// - Throws: `LearningError.shapesDiffer` for outputs of other axes or rows.
  func judged(_ outputs: Tensor, meant: LabelSequences) throws -> [JudgedSequence] {
    let shape = outputs.shape
    guard shape.rank == 3, shape[0] == meant.labels.count, shape[2] > meant.blank,
      meant.frames.allSatisfy({ $0 <= shape[1] })
    else {
      throw LearningError.shapesDiffer(
        "evaluate", predictions: shape,
        targets: [meant.labels.count, meant.frames.max() ?? 0, meant.blank + 1])
    }
    let classes = shape[2]
    return outputs.withUnsafeBufferPointer { values in
      meant.labels.indices.map { row in
        let first = row * shape[1] * classes
        let counting = values[first..<first + meant.frames[row] * classes]
        let scores = FrameScores(counting.map(Double.init), classes: classes)
        return judged(scores, meant: meant.labels[row], blank: meant.blank)
      }
    }
  }

  private func judged(_ scores: FrameScores, meant: [Int], blank: Int) -> JudgedSequence {
    guard scores.isFinite else { return JudgedSequence(meant: meant, edits: nil) }
    let read = decoding.labels(scores, blank: blank)
    return JudgedSequence(meant: meant, edits: EditOperations(reading: read, meant: meant))
  }

  /// What the rows so far come to.
  public func evaluation(part: String) -> Evaluation {
    let values = metrics.map { metric in
      MetricValue(metric, metric.value(sums), baseline: metric.value(baseline))
    }
    var result = Evaluation(
      part: part, rows: sums.rows, notFinite: sums.notFinite, metrics: values, confusion: nil,
      positive: nil)
    result.edits = sums.edits
    return result
  }
}

/// A row of labels beside those that were read.
struct JudgedSequence: Sendable {
  /// The labels meant.
  let meant: [Int]
  /// What it takes to mend those read; nil where a score was infinite or no number at all.
  let edits: EditOperations?
}
