import Graphs
import Language
import Learning
import Tensors

extension Arguments {
  /// The arrays that are judged and judged by.
  ///
  /// - Parameter hasSequences: whether targets are rows of labels, which may differ in length.
  /// - Returns: the input, what the predictions are called, and what is to be said of the reading.
  func scoreInput(hasSequences: Bool) throws -> (input: ScoreInput, part: String, notices: [String])
  {
    var predictions = try array("predictions")
    var targets = try targets(beside: predictions, hasSequences)
    var notices: [String] = []
    if predictions.seemsHeaded, predictions.shape[0] - 1 == targets?.shape.dimensions.first {
      let value = try value("predictions")
      predictions = try blaming("predictions") { try ScoreArray(value, header: true) }
      notices.append("predictions: the first line, 0 to \(predictions.shape[1] - 1), names columns")
    }
    if predictions.isColumn, targets?.shape.rank == 1, targets?.isColumn == false {
      predictions.flatten()
      notices.append("predictions: one column, read as \(predictions.shape) like the targets")
    }
    if targets?.isColumn == true, predictions.shape != targets?.shape {
      targets?.flatten()
      notices.append("targets: one column, read as \(targets?.shape ?? [])")
    }
    let numbers = try blaming("predictions") { try predictions.numbers() }
    var input = ScoreInput(
      predictions: numbers, targets: targets?.asTargets ?? .none,
      weights: try numbersIfGiven("weights"),
      classes: try classes(predictions, targets))
    for name in ScoreArrays.names {
      input.arrays[name] = try array(name, like: numbers.shape)
    }
    if let lengths = targets?.lengths, input.arrays[ScoreArrays.targetLengths] == nil {
      input.arrays[ScoreArrays.targetLengths] = DoubleArray(
        shape: [lengths.count], values: lengths.map(Double.init))
    }
    return (input, predictions.fileName ?? "predictions", notices)
  }

  private func array(_ name: String) throws -> ScoreArray {
    let value = try value(name)
    return try blaming(name) { try ScoreArray(value) }
  }

  /// The targets; a file of names whose first line was taken for a heading is read once more.
  private func targets(
    beside predictions: ScoreArray, _ hasSequences: Bool
  ) throws -> ScoreArray? {
    guard let value = self["targets"] else { return nil }
    let targets = try blaming("targets") {
      try ScoreArray(value, allowsRagged: hasSequences)
    }
    guard case .names(let names) = targets.content, targets.isColumn, !targets.columnNames.isEmpty,
      let rows = predictions.shape.dimensions.first, names.count + 1 == rows
    else { return targets }
    return try blaming("targets") { try ScoreArray(value, header: false) }
  }

  private func numbersIfGiven(_ name: String) throws -> DoubleArray? {
    guard self[name] != nil else { return nil }
    let array = try array(name)
    return try blaming(name) { try array.numbers() }
  }

  /// A further array of the loss; a column is a list where the predictions are one.
  private func array(_ name: String, like shape: Shape) throws -> DoubleArray? {
    guard self[name] != nil else { return nil }
    var array = try array(name)
    if array.isColumn, array.shape != shape { array.flatten() }
    return try blaming(name) { try array.numbers() }
  }

  /// The names of the classes: those given, else the heading of the predictions beside targets
  /// that are among them.
  private func classes(_ predictions: ScoreArray, _ targets: ScoreArray?) throws -> [String]? {
    if isGiven("classes") {
      let names = try values("classes").compactMap { $0.asName ?? $0.asNumber.map(numberText) }
      guard Set(names).count == names.count else {
        throw ArgumentProblem("classes", Complaint("a class is named twice"))
      }
      return names
    }
    guard case .names(let names)? = targets?.content,
      Set(names).isSubset(of: predictions.columnNames)
    else { return nil }
    return predictions.columnNames
  }
}

/// The further arrays of losses, which are options of `score` under their own names.
enum ScoreArrays {
  /// Given by a list of target rows that differ in length.
  static let targetLengths = "target_lengths"

  /// Every further array of every loss, each once.
  static let names: [String] = LossDefinition.all.flatMap(\.extras).map(\.name).unique

  /// The arrays as options.
  static let parameters: [Parameter] = names.map { name in
    let extra = LossDefinition.all.flatMap(\.extras).first { $0.name == name }
    return .option(name, .array, extra?.summary ?? "")
  }
}

extension ScoreArray {
  fileprivate var asTargets: ScoreInput.Targets {
    switch content {
    case .numbers(let numbers): .numbers(numbers)
    case .names(let names): .names(names)
    }
  }
}

extension ParameterKind {
  /// An array: a file, or a list.
  static let array = ParameterKind.either([.path(["npy", "csv"]), .any])
}
