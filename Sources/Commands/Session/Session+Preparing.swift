import DataSources
import Language
import Learning
import Tensors

/// Matrices made from the data, kept until data or preparation change.
struct PreparedCache: Sendable {
  /// What they were made from.
  let preparation: Preparation
  /// The form of the targets.
  let form: TargetForm
  /// The matrices.
  let data: PreparedData
  /// What has been said of them, and of losses on them.
  var told: Set<String> = []
}

extension Session {
  /// The form in which a loss wants the targets of the data.
  func targetForm(_ loss: LossSpecification, _ data: Dataset) -> TargetForm {
    let kinds = loss.definition.targets
    if kinds == [.sequences] { return .sequences }
    let single = data.targetColumns.count == 1
    if kinds.contains(.classes), kinds.contains(.numbers) {
      return single && data.hasClassTarget ? .classes : .numbers
    }
    if kinds.contains(.classes), single { return .classes }
    if kinds.contains(.distributions) { return .distributions }
    if kinds.contains(.binary) || kinds.contains(.signs) {
      return single && data.hasClassTarget ? .classes : .numbers
    }
    return kinds.contains(.classes) ? .classes : .numbers
  }

  /// The data as matrices, with the targets the loss wants.
  ///
  /// - Throws: `DataError` for text that is not encoded, missing values and unsuitable targets.
  mutating func prepareData(for loss: LossSpecification) throws -> PreparedData {
    try prepareData(targetForm(loss, requireData()))
  }

  /// The data as matrices, with targets of a form.
  ///
  /// - Throws: `DataError` for text that is not encoded, missing values and unsuitable targets.
  mutating func prepareData(_ form: TargetForm) throws -> PreparedData {
    let data = try requireData()
    if let cache, cache.form == form, cache.preparation == preparation { return cache.data }
    let prepared = try data.prepare(preparation, target: form)
    cache = PreparedCache(preparation: preparation, form: form, data: prepared)
    return prepared
  }

  /// The shape of a row of features, where it is known without fitting the preparation.
  func knownRowShape() -> Shape? {
    if let trained { return trained.network.inputShape }
    guard let data else { return nil }
    if data.featureColumns.isEmpty { return Shape(data.rowShape) }
    if let cache, cache.preparation == preparation { return cache.data.rowShape }
    return (try? data.prepare(preparation, target: .none))?.rowShape
  }

  /// Checks that layers fit each other and the data as far as it is known.
  func check(_ network: NetworkSpecification) throws {
    if let shape = knownRowShape() {
      _ = try network.resolve(input: shape)
    } else if network.layers.isEmpty {
      throw LearningError.emptyNetwork
    }
  }

  /// Checks that a loss fits the model and the target, as far as both are known.
  mutating func check(_ loss: LossSpecification) throws {
    guard let network, let data, !data.targetColumns.isEmpty,
      let prepared = try? prepareData(for: loss), let part = prepared.parts[.train]
    else { return }
    do {
      try Objective(loss: loss).check(
        network.resolve(input: prepared.rowShape), target: prepared.trainingData(part).target)
    } catch LearningError.outputCount(_, _, _, let needed) where isQuantity(data, prepared) {
      throw SessionError.quantityAsClasses(
        column: data.targetNames.joined(separator: ", "), classes: needed)
    }
  }

  /// Whether classes were made of numbers that look like a quantity.
  private func isQuantity(_ data: Dataset, _ prepared: PreparedData) -> Bool {
    prepared.classes != nil && !data.hasClassTarget
  }

  /// The model with its numbers, in one sentence: "4 -> dense(32) -> relu -> dense(3): 259 weights".
  var modelSentence: String {
    guard let network else { return "no model" }
    guard let shape = knownRowShape(), let resolved = try? network.resolve(input: shape) else {
      return "\(network)"
    }
    let inputs = shape.dimensions.map { "\($0)" }.joined(separator: " x ")
    return "\(inputs) -> \(network): \(counted(resolved.parameterCount, "parameter"))"
  }
}

extension PreparedData {
  /// A part as the trainer takes it.
  func trainingData(_ part: PreparedPart) -> TrainingData {
    var rows = part.targets.trainingData(features: part.features, classes: classes?.names ?? [])
    rows.rowWeights = part.weights
    rows.extras = part.extras
    return rows
  }
}

extension PreparedTargets {
  /// Rows as the trainer takes them.
  func trainingData(features: RowMatrix, classes: [String]) -> TrainingData {
    let target: TrainingTarget =
      switch self {
      case .none: .numbers(Tensor(shape: [features.rows, 0], values: []))
      case .classes(let indices): .classes(indices, names: classes)
      case .numbers(let numbers): .numbers(numbers)
      case .distributions(let rows): .distributions(rows)
      case .sequences(let labels): .sequences(labels, names: classes)
      }
    return TrainingData(features: features, target: target)
  }
}
