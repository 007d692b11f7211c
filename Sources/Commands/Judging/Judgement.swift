import DataSources
import Learning
import Tensors

/// A part judged with the weights in force.
struct Judgement: Sendable {
  /// The part.
  let part: Part
  /// The loss of the data and the penalties.
  let objective: ObjectiveValue
  /// The metrics beside their baselines.
  let evaluation: Evaluation
  /// True and predicted numbers, where the model predicts a single number a row.
  let numbers: JudgedNumbers?

  /// One line of a judgement.
  struct Entry: Sendable {
    let name: String
    let value: Double?
    let baseline: Double?
    let largerIsBetter: Bool
  }

  /// The loss, the penalty if there is one, and the metrics.
  var entries: [Entry] {
    let loss = Entry(name: "loss", value: objective.dataLoss, baseline: nil, largerIsBetter: false)
    let penalty = Entry(
      name: "penalty", value: objective.penalty, baseline: nil, largerIsBetter: false)
    let metrics = evaluation.metrics.map { metric in
      Entry(
        name: metric.name, value: metric.value, baseline: metric.baseline,
        largerIsBetter: metric.largerIsBetter)
    }
    return [loss] + (objective.penalty == 0 ? [] : [penalty]) + metrics
  }

  /// The line of a name.
  subscript(name: String) -> Entry? { entries.first { $0.name == name } }
}

/// True and predicted numbers, one each a row.
struct JudgedNumbers: Sendable {
  let truth: [Double]
  let predicted: [Double]

  /// Pairs of numbers; nil for classes and for several numbers a row.
  init?(_ outputs: Tensor, _ target: TrainingTarget) {
    guard case .numbers(let truth) = target, truth.count == outputs.count,
      outputs.rows == outputs.count
    else { return nil }
    self.truth = truth.values.map(Double.init)
    predicted = outputs.values.map(Double.init)
  }
}
