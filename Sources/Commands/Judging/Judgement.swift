import DataSources
import Learning
import Tensors

/// A part judged with the weights in force.
struct Judgement: Sendable {
  /// The part.
  let part: Part
  /// How label sequences were read.
  let decoding: SequenceDecoding
  /// The loss of the data and the penalties.
  let objective: ObjectiveValue
  /// The metrics beside their baselines.
  let evaluation: Evaluation
  /// The names of the metrics to be shown.
  let listed: [String]
  /// True and predicted numbers, where the model predicts a single number a row.
  let numbers: JudgedNumbers?
  /// What a reader must know of how it was judged.
  var remarks: [String] = []

  /// One line of a judgement.
  struct Entry: Sendable {
    let name: String
    let value: Double?
    let baseline: Double?
    let largerIsBetter: Bool
  }

  /// The loss, the penalty if there is one, and the metrics to be shown.
  var shown: [Entry] { objectiveEntries + listed.compactMap { self[$0] } }

  /// The loss, the penalty if there is one, and everything measured.
  var entries: [Entry] {
    objectiveEntries
      + evaluation.metrics.map { metric in
        Entry(
          name: metric.name, value: metric.value, baseline: metric.baseline,
          largerIsBetter: metric.largerIsBetter)
      }
  }

  private var objectiveEntries: [Entry] {
    let loss = Entry(name: "loss", value: objective.dataLoss, baseline: nil, largerIsBetter: false)
    let penalty = Entry(
      name: "penalty", value: objective.penalty, baseline: nil, largerIsBetter: false)
    return [loss] + (objective.penalty == 0 ? [] : [penalty])
  }

  /// What a reader of the numbers shown must know.
  var notes: [String] {
    let hidden = evaluation.metrics.filter { !listed.contains($0.name) }.map(\.name)
    return evaluation.notes.filter { note in !hidden.contains { note.hasPrefix("\($0) is ") } }
  }

  /// The line of a name.
  subscript(name: String) -> Entry? { entries.first { $0.name == name } }
}

/// True and predicted numbers, one each a row.
struct JudgedNumbers: Sendable {
  let truth: [Double]
  let predicted: [Double]

  /// Pairs of numbers, as many true as predicted.
  init(truth: [Double], predicted: [Double]) {
    self.truth = truth
    self.predicted = predicted
  }

  /// Pairs of numbers; nil for classes and for several numbers a row.
  init?(_ outputs: Tensor, _ target: TrainingTarget) {
    guard case .numbers(let truth) = target, truth.count == outputs.count,
      outputs.rows == outputs.count
    else { return nil }
    self.truth = truth.values.map(Double.init)
    predicted = outputs.values.map(Double.init)
  }
}
