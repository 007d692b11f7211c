import DataSources
import Language
import Learning
import Tensors

extension Session {
  /// How each part of a loss weighs the classes, as far as data and model are known; without any,
  /// the classes are no and yes.
  mutating func classWeighings(_ loss: LossSpecification) -> [ClassWeighing] {
    let target = knownClasses(loss)
    let outputs = knownOutputs(target.classNames)
    return (try? loss.classWeighings(for: target, outputs: outputs)) ?? []
  }

  private mutating func knownClasses(_ loss: LossSpecification) -> TrainingTarget {
    let yesOrNo = TrainingTarget.classes([], names: ["no", "yes"])
    guard let data, !data.targetColumns.isEmpty, let prepared = try? prepareData(for: loss),
      let part = prepared.parts[.train]
    else { return yesOrNo }
    let target = prepared.trainingData(part).target
    return target.classNames.isEmpty ? yesOrNo : target
  }

  /// The outputs of the model; without one, two classes have a single one.
  private func knownOutputs(_ names: [String]) -> Shape? {
    if let shape = knownRowShape(), let resolved = try? network?.resolve(input: shape) {
      return resolved.outputShape
    }
    return names.count == 2 ? [1] : nil
  }
}

extension ClassWeighing {
  /// What a row of each class counts.
  var table: Table {
    Table(
      title: "what a row of each class counts",
      columns: [.text("class"), .number("weight")],
      rows: weights.map { [.text($0.name), .number($0.weight)] })
  }

  /// What may not have been meant, with what to say instead.
  var doubtSentences: [String] {
    doubts.map { doubt in doubt.hint.map { "\(doubt.message); \($0)" } ?? doubt.message }
  }
}
