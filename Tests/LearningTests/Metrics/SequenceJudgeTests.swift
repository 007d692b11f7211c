import Graphs
import Tensors
import Testing

@testable import Learning

/// The labels of rows, padded, and how many of their frames count.
private func meant(
  _ labels: [[Double]], frames: Int, classes: Int, inputs: [Double]? = nil
) throws -> LabelSequences {
  let width = labels.map(\.count).max() ?? 0
  return try LabelSequences(
    loss: LossSpecification("ctc"), prediction: [labels.count, frames, classes],
    labels: DoubleArray(
      shape: [labels.count, width],
      values: labels.flatMap { $0 + [Double](repeating: 0, count: width - $0.count) }),
    inputLengths: inputs, targetLengths: labels.map { Double($0.count) })
}

/// Scores of 9 for the class of each frame.
private func outputs(_ paths: [[Int]], classes: Int) -> Tensor {
  Tensor(
    shape: [paths.count, paths[0].count, classes],
    values: paths.flatMap { path in
      path.flatMap { best in (0..<classes).map { $0 == best ? 9 : 0 } }
    })
}

@Suite("Judges of label sequences")
struct SequenceJudgeTests {
  @Test("edits are summed over the rows before dividing, by hand")
  func sums() throws {
    // 1 2 for 1 2; 2 for 1 2 1 2: two deletions and no more; 1 2 1 for nothing: three insertions.
    var judge = SequenceJudge()
    try judge.add(
      outputs([[1, 1, 0, 2], [0, 1, 2, 2], [1, 2, 0, 1]], classes: 3),
      meant: meant([[1, 2], [1, 2, 1, 2], []], frames: 4, classes: 3))
    let result = judge.evaluation(part: "test")
    #expect(result["label_error_rate"]?.value == 5.0 / 6)
    #expect(result["sequence_accuracy"]?.value == 1.0 / 3)
    #expect(result["label_error_rate"]?.largerIsBetter == false)
    // Who never reads a label deletes all six and is right where there are none.
    #expect(result["label_error_rate"]?.baseline == 1)
    #expect(result["sequence_accuracy"]?.baseline == 1.0 / 3)
    let edits = try #require(result.edits)
    #expect(
      [edits.correct, edits.substitutions, edits.insertions, edits.deletions] == [4, 0, 3, 2])
    #expect(result.rows == 3 && result.notes.isEmpty)
  }

  @Test("frames that do not count are not read, whatever they hold")
  func lengths() throws {
    var scores = outputs([[1, 2, 1], [2, 2, 0]], classes: 3).values
    scores[6] = .nan
    var judge = SequenceJudge()
    let labels = try meant([[1, 2], [2]], frames: 3, classes: 3, inputs: [2, 3])
    try judge.add(Tensor(shape: [2, 3, 3], values: scores), meant: labels)
    #expect(judge.evaluation(part: "test")["sequence_accuracy"]?.value == 1)
    scores[5] = .infinity
    var spoilt = SequenceJudge()
    try spoilt.add(Tensor(shape: [2, 3, 3], values: scores), meant: labels)
    let result = spoilt.evaluation(part: "test")
    #expect(result.notFinite == 1 && result["sequence_accuracy"]?.value == nil)
    #expect(result["label_error_rate"]?.note?.contains("1 of 2 rows") == true)
  }

  @Test("there is no error rate without labels and nothing without rows, and it is said why")
  func undefined() throws {
    var judge = SequenceJudge()
    #expect(judge.evaluation(part: "test")["sequence_accuracy"]?.note == "there are no rows")
    try judge.add(outputs([[0, 1]], classes: 2), meant: meant([[]], frames: 2, classes: 2))
    let result = judge.evaluation(part: "test")
    #expect(result["label_error_rate"]?.note == "there are no labels to be read")
    #expect(result["sequence_accuracy"]?.value == 0)
    #expect(result["sequence_accuracy"]?.baseline == 1)
  }

  @Test("outputs of other rows and axes are refused")
  func shapes() throws {
    let labels = try meant([[1], [1]], frames: 2, classes: 3)
    for shape in [[1, 2, 3], [2, 6], [2, 1, 3], [2, 2, 3, 1]] as [Shape] {
      var judge = SequenceJudge()
      #expect(throws: LearningError.self) { try judge.add(Tensor(shape: shape), meant: labels) }
    }
  }

  @Test("metrics of other targets say that they do not fit")
  func unsuitable() throws {
    var judge = SequenceJudge(metrics: [try MetricSpecification("accuracy")])
    try judge.add(outputs([[1]], classes: 2), meant: meant([[1]], frames: 1, classes: 2))
    #expect(
      judge.evaluation(part: "test")["accuracy"]?.note
        == "it judges classes, the target is label sequences")
    let numbers = try Evaluation(
      part: "test", predictions: Tensor(shape: [1, 1]), target: .numbers(Tensor(shape: [1, 1])),
      metrics: [MetricSpecification("label_error_rate")])
    #expect(
      numbers["label_error_rate"]?.note == "it judges label sequences, the target is numbers")
  }

  @Test("rows drawn twice count twice")
  func draws() throws {
    let labels = try meant([[1], [1, 2]], frames: 2, classes: 3)
    let rows = try PredictedRows(
      part: "test", predictions: outputs([[1, 0], [0, 0]], classes: 3),
      target: .sequences(Tensor(shape: [2, 2], values: [1, 0, 1, 2]), names: []),
      sequences: labels)
    #expect(rows.values(counting: [1, 1]) == [2.0 / 3, 0.5])
    #expect(rows.values(counting: [2, 1]) == [2.0 / 4, 2.0 / 3])
    #expect(rows.values(counting: [0, 2]) == [1, 0])
  }
}
