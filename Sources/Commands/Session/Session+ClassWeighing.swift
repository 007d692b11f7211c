import DataSources
import Language
import Learning
import Tensors

/// How a loss weighs the classes of the data.
struct ClassWeighing {
  /// What a row of each class counts; nil where all count the same by default.
  var table: Table?
  /// What may not have been meant.
  var doubts: [String] = []
}

extension Session {
  /// How a loss weighs the classes, as far as data and model are known; without any, the classes
  /// are no and yes.
  mutating func classWeighing(_ loss: LossSpecification) -> ClassWeighing {
    var weighing = ClassWeighing()
    let (fitted, names) = knownClasses(loss)
    for loss in fitted.simple {
      let isBinary = loss.readsAsBinary(names, outputs: knownOutputs(names))
      let doubts = (try? loss.doubts(classes: names, isBinary: isBinary)) ?? []
      weighing.doubts += doubts.map(\.asNotice)
      guard data != nil,
        let weights = try? loss.classWeightTable(classes: names, isBinary: isBinary)
      else { continue }
      weighing.table = Table(
        title: "what a row of each class counts",
        columns: [.text("class"), .number("weight")],
        rows: weights.map { [.text($0.name), .number($0.weight)] })
    }
    if weighing.table != nil { cache?.told.insert(Self.weightsKey(fitted)) }
    return weighing
  }

  /// What stands among the things said for the weights of a loss.
  static func weightsKey(_ fitted: LossSpecification) -> String { "weights of \(fitted)" }

  /// The loss with weights that follow from the rows as numbers, and the names of the classes.
  private mutating func knownClasses(
    _ loss: LossSpecification
  ) -> (loss: LossSpecification, names: [String]) {
    guard let data, !data.targetColumns.isEmpty, let prepared = try? prepareData(for: loss),
      let part = prepared.parts[.train]
    else { return (loss, ["no", "yes"]) }
    let target = prepared.trainingData(part).target
    guard !target.classNames.isEmpty else { return (loss, ["no", "yes"]) }
    return ((try? loss.fitted(to: target)) ?? loss, target.classNames)
  }

  /// The outputs of the model; without one, two classes have a single one.
  private func knownOutputs(_ names: [String]) -> Shape? {
    if let shape = knownRowShape(), let resolved = try? network?.resolve(input: shape) {
      return resolved.outputShape
    }
    return names.count == 2 ? [1] : nil
  }
}

extension LearningError {
  /// What is wrong and what mends it, in one line.
  var asNotice: String { hint.map { "\(message); \($0)" } ?? message }
}
