import Graphs
import Tensors

/// Targets as a loss wants them, checked row by row.
struct PreparedTarget {
  /// The numbers fed.
  enum Numbers {
    /// One class index per row.
    case indices([Int32])
    /// Numbers of the shape of the predictions.
    case values(Tensor)
    /// Padded rows of labels, [n, L].
    case sequences(Tensor)
    /// None: the loss reads its further arrays alone.
    case nothing
  }

  /// The numbers fed.
  let numbers: Numbers
  /// The names of the classes, empty where there are none.
  let classes: [String]
  /// What each row counts; one when nil.
  let rowWeights: Tensor?
  /// The further arrays of the loss, by name, a row for each row.
  var extras: [String: Tensor] = [:]

  /// The targets of a batch as the graph sees them.
  func expression(rows: Int) -> LossTarget {
    switch numbers {
    case .indices: .indices(.indices(BatchInput.targets, rows: rows))
    case .values(let values): .values(batchInput(BatchInput.targets, values, rows))
    case .sequences(let labels): .sequences(batchInput(BatchInput.targets, labels, rows))
    case .nothing: .nothing
    }
  }

  /// One leaf for each further array, by its name in the formula.
  func extraLeaves(rows: Int) -> [String: Expression] {
    extras.reduce(into: [:]) { leaves, extra in
      leaves[extra.key] = batchInput(BatchInput.extra(extra.key), extra.value, rows)
    }
  }

  private func batchInput(_ name: String, _ array: Tensor, _ rows: Int) -> Expression {
    .input(name, Shape([rows] + array.shape.dimensions.dropFirst()))
  }
}

extension PreparedTarget {
  /// No target, for rows that are only predicted, of which so many places count.
  init(lengths: Tensor) {
    numbers = .nothing
    classes = []
    rowWeights = nil
    extras = [TrainingData.lengthsName: lengths.reshaped(to: [lengths.count])]
  }
}

extension LossSpecification {
  /// Brings the targets of some rows into the form the loss compares with.
  ///
  /// Two classes become 0 and 1 for a loss on yes or no; rows of the class `ignore_index` get the
  /// weight 0.
  ///
  /// - Parameters:
  ///   - data: the rows.
  ///   - outputs: the shape of an output row of the model; a loss that knows both, yes or no and
  ///     one of several classes, takes two classes and a single output for the former.
  /// - Throws: `LearningError` for a kind of target the loss does not take, labels without a class
  ///   and numbers that are no probabilities.
  func prepare(_ data: TrainingData, outputs: Shape? = nil) throws -> PreparedTarget {
    try checkKind(of: data.target)
    try checkExtras(data.extras)
    let kinds = definition.targets
    switch data.target {
    case .classes(let labels, let names) where readsAsBinary(names, outputs: outputs):
      return try prepareBinary(labels, names, data)
    case .classes(let labels, let names) where kinds.contains(.classes):
      return try prepareIndices(labels, names, data)
    case .classes(let labels, let names):
      return try prepareCertain(labels, names, data)
    case .numbers(let numbers) where kinds.contains(.numbers):
      try checkTargetDomain(numbers.values.lazy.map(Double.init), columns: numbers.rowCount)
      return prepared(.values(numbers.asMatrix), data)
    case .numbers(let numbers) where kinds.contains(.signs):
      try numbers.checkSigns()
      return prepared(.values(numbers.asMatrix), data)
    case .numbers(let numbers):
      try numbers.checkProbabilities("targets")
      return prepared(.values(numbers.asMatrix), data)
    case .distributions(let rows):
      try rows.checkProbabilities("targets")
      try rows.checkRowSums()
      return prepared(.values(rows), data)
    case .sequences(let labels, let names):
      return prepared(.sequences(labels), data, classes: names)
    }
  }

  /// Refuses a kind of target the loss does not compare with.
  func checkKind(of target: TrainingTarget) throws {
    let kinds = Set(definition.targets)
    let isKnown =
      switch target {
      case .classes: !kinds.isDisjoint(with: [.classes, .binary, .signs, .distributions])
      case .numbers: !kinds.isDisjoint(with: [.numbers, .binary, .signs])
      case .sequences: kinds.contains(.sequences)
      case .distributions: kinds.contains(.distributions)
      }
    guard !isKnown else { return }
    throw LearningError.wrongTarget(name, expected: definition.targets.words, found: target.word)
  }

  private func prepareIndices(
    _ labels: [Int32], _ names: [String], _ data: TrainingData
  ) throws -> PreparedTarget {
    let (kept, weights) = try checked(labels, classes: names.count, data.rowWeights)
    return prepared(.indices(kept), data.weighted(weights), classes: names)
  }

  /// One class per row as a distribution that is certain of it.
  private func prepareCertain(
    _ labels: [Int32], _ names: [String], _ data: TrainingData
  ) throws -> PreparedTarget {
    let (kept, weights) = try checked(labels, classes: names.count, data.rowWeights)
    var rows = Tensor(zeros: [kept.count, names.count])
    for (row, label) in kept.enumerated() { rows[row * names.count + Int(label)] = 1 }
    return prepared(.values(rows), data.weighted(weights), classes: names)
  }

  private func prepareBinary(
    _ labels: [Int32], _ names: [String], _ data: TrainingData
  ) throws -> PreparedTarget {
    guard names.count == 2 else {
      throw LearningError.notTwoClasses(name, classes: names.count)
    }
    let (kept, weights) = try checked(labels, classes: 2, data.rowWeights)
    let column = Tensor(shape: [kept.count, 1], values: kept.map(Float.init))
    return prepared(.values(column), data.weighted(weights), classes: names)
  }

  /// Labels that are all classes; rows of the class to ignore become class 0 with the weight 0.
  private func checked(
    _ labels: [Int32], classes: Int, _ rowWeights: [Float]?
  ) throws -> (labels: [Int32], rowWeights: [Float]?) {
    let ignored = ignoredClasses
    var (kept, weights) = (labels, rowWeights)
    for (row, label) in labels.enumerated() {
      if ignored.contains(Int(label)) {
        kept[row] = 0
        if weights == nil { weights = [Float](repeating: 1, count: labels.count) }
        weights?[row] = 0
      } else if label < 0 || Int(label) >= classes {
        throw LearningError.labelOutsideClasses(row: row + 1, label: Int(label), classes: classes)
      }
    }
    return (kept, weights)
  }

  private func checkExtras(_ arrays: [String: Tensor]) throws {
    for extra in definition.extras {
      guard let array = arrays[extra.name] else { continue }
      try checkDomain(of: extra, array.values.lazy.map(Double.init), columns: array.rowCount)
    }
  }

  private func prepared(
    _ numbers: PreparedTarget.Numbers, _ data: TrainingData, classes: [String] = []
  ) -> PreparedTarget {
    // The network reads the lengths, whether the loss does or not.
    let names = Set(definition.extras.map(\.name) + [TrainingData.lengthsName])
    return PreparedTarget(
      numbers: numbers, classes: classes,
      rowWeights: data.rowWeights.map { Tensor(shape: [$0.count], values: $0) },
      extras: data.extras.filter { names.contains($0.key) })
  }
}

extension TrainingData {
  /// The same rows with other weights.
  fileprivate func weighted(_ rowWeights: [Float]?) -> TrainingData {
    var data = self
    data.rowWeights = rowWeights
    return data
  }
}

extension Tensor {
  /// Rows of one axis: [n] becomes [n, 1].
  fileprivate var asMatrix: Tensor { shape.rank == 1 ? reshaped(to: [count, 1]) : self }

  /// Refuses numbers outside 0 to 1.
  public func checkProbabilities(_ what: String) throws {
    let bad = withUnsafeBufferPointer { $0.firstIndex { !($0 >= 0 && $0 <= 1) } }
    guard let bad else { return }
    throw LearningError.notAProbability(
      what, row: bad / max(1, rowCount) + 1, value: "\(self[bad])")
  }

  /// Refuses numbers other than −1 and 1, or 0 and 1.
  fileprivate func checkSigns() throws {
    try Learning.checkSigns(values, columns: rowCount)
  }

  /// Refuses rows that do not sum to 1 within a thousandth.
  fileprivate func checkRowSums() throws {
    for index in 0..<rows {
      let sum = row(index).reduce(0) { $0 + Double($1) }
      guard abs(sum - 1) <= 1e-3 else {
        throw LearningError.notADistribution(
          row: index + 1, sum: plain((sum * 1e4).rounded() / 1e4))
      }
    }
  }
}

extension TrainingTarget {
  fileprivate var word: String {
    switch self {
    case .classes: "classes"
    case .numbers: "numbers"
    case .distributions: "distributions"
    case .sequences: "sequences of labels"
    }
  }
}

extension [TargetKind] {
  fileprivate var words: String {
    either(filter { $0 != .nothing }.map(\.word))
  }
}

extension TargetKind {
  fileprivate var word: String {
    switch self {
    case .binary: "two classes or numbers from 0 to 1"
    case .signs: "two classes or numbers that are −1 or 1"
    default: rawValue
    }
  }
}
