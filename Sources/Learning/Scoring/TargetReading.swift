import Graphs
import Tensors

/// Which kind of target an array is for a loss, by what the loss compares with and by its shape.
struct TargetReading {
  /// How predictions lie.
  let arrangement: ScoreArrangement
  /// The targets in the form the loss reads.
  private(set) var target = PreparedScore.Target.nothing
  /// The names of the classes, empty where there are none.
  private(set) var classes: [String] = []
  /// Which rows have the class that is left out; nil where none can be.
  private(set) var isLeftOut: [Bool]?

  /// How many frames and labels of each example count, where there are sequences.
  private(set) var lengths: [String: DoubleArray] = [:]
  /// The examples whose labels have no alignment with their frames.
  private(set) var infeasible: [InfeasibleExample] = []

  private let loss: LossSpecification
  private let input: ScoreInput
  private var kinds: [TargetKind] { loss.definition.targets }
  private var given: Shape { input.predictions.shape }

  /// Reads targets.
  ///
  /// - Throws: `ScoreError` for targets the loss cannot compare with.
  init(_ loss: LossSpecification, _ input: ScoreInput) throws {
    self.loss = loss
    self.input = input
    if loss.definition.targets.contains(.sequences) {
      let reading = try SequenceReading(loss, input)
      arrangement = reading.arrangement
      target = .sequences(reading.labels)
      lengths = reading.lengths
      infeasible = reading.infeasible
      classes = try input.classNames(reading.classes)
      return
    }
    arrangement = ScoreArrangement(rowsOf: input.predictions.shape)
    switch input.targets {
    case .none: try readNothing()
    case .names(let names): try readNames(names)
    case .numbers(let numbers): try readNumbers(numbers)
    }
  }

  private mutating func readNothing() throws {
    guard kinds.contains(.nothing) else {
      throw ScoreError.noTargets(
        judge: loss.name, expected: loss.definition.guide.targets.asPhrase)
    }
    try refuseLongRows()
  }

  private mutating func readNumbers(_ numbers: DoubleArray) throws {
    if kinds.allSatisfy({ $0 == .nothing }) {
      throw ScoreError.needlessTargets(
        judge: loss.name, arrays: loss.definition.extras.map(\.name))
    }
    guard numbers.rowCount == input.predictions.rowCount else {
      throw ScoreError.rowCount(
        argument: ScoreInput.Argument.targets, rows: numbers.rowCount,
        predictions: input.predictions.rowCount)
    }
    try numbers.checkFinite(ScoreInput.Argument.targets)
    if takesLabels, isOnePerRow(numbers.shape) {
      try readLabels(numbers)
    } else {
      try readValues(numbers)
    }
  }

  /// Whether one class per row will do; for a distribution it is one that is certain.
  private var takesLabels: Bool { kinds.contains(.classes) || kinds.contains(.distributions) }

  /// [n] or [n, 1] beside one column per class.
  private func isOnePerRow(_ shape: Shape) -> Bool {
    let isList = shape.rank == 1 || shape.rank == 2 && shape[1] == 1
    let hasColumns = given.rank == 2 && given[1] > 1
    return isList && (hasColumns || !takesValues)
  }

  /// Whether the loss compares element by element too.
  private var takesValues: Bool {
    kinds.contains { $0 == .numbers || $0 == .binary || $0 == .signs }
  }
}

// MARK: - Classes

extension TargetReading {
  private mutating func readNames(_ names: [String]) throws {
    guard names.count == input.predictions.rowCount else {
      throw ScoreError.rowCount(
        argument: ScoreInput.Argument.targets, rows: names.count,
        predictions: input.predictions.rowCount)
    }
    let labels = try input.classNumbers(names)
    let isOneColumn = arrangement.inside[1] == 1 && takesValues
    guard takesLabels || isOneColumn else {
      throw ScoreError.shapesDiffer(
        judge: loss.name, predictions: given, targets: [names.count], expected: expectedShape)
    }
    try readNumbers(isOneColumn ? DoubleArray(shape: given, values: labels.values) : labels)
  }

  private mutating func readLabels(_ numbers: DoubleArray) throws {
    if case .any = loss.definition.outputs(loss.options) {
      try refuseLongRows()
      classes = try labelNames(numbers)
    } else {
      try checkColumns()
      classes = try input.classNames(arrangement.inside[1])
    }
    let ignored = Set(loss.ignoredClasses.map(Double.init))
    isLeftOut = numbers.values.map(ignored.contains)
    let labels = try numbers.labels(classes: classes.count, isLeftOut: ignored.contains)
    target =
      kinds.contains(.classes)
      ? .indices(labels) : .values(DoubleArray(certainOf: labels, classes: classes.count))
  }

  /// Where columns are no classes: those named, else as many as the labels need.
  private func labelNames(_ numbers: DoubleArray) throws -> [String] {
    if let names = input.classes { return names }
    return try input.classNames(1 + Int(min(max(0, numbers.values.max() ?? 0), 1e6)))
  }

  /// Losses on classes read one column per class.
  private func checkColumns() throws {
    let expected = "[rows, classes]"
    guard given.rank == 2 else {
      throw ScoreError.predictionAxes(
        judge: loss.name, found: given, expected: expected,
        mend: given.rank < 2
          ? "for one number per row and two classes: loss=binary_cross_entropy"
          : "bring the other axes into the rows first: [n · t, classes]")
    }
    guard given[1] > 1 else {
      throw ScoreError.predictionAxes(
        judge: loss.name, found: given, expected: expected + ", at least two",
        mend: "for one column and two classes: loss=binary_cross_entropy")
    }
  }
}

extension DoubleArray {
  /// One class index per row, 0 for a row that is left out.
  func labels(
    classes: Int, argument: String = ScoreInput.Argument.targets,
    isLeftOut: (Double) -> Bool = { _ in false }
  ) throws -> [Int] {
    try values.enumerated().map { row, value in
      if isLeftOut(value) { return 0 }
      guard let label = Int(exactly: value) else {
        throw ScoreError.notWhole(
          argument: argument, place: "row \(row + 1)", value: value,
          what: "a class is a whole number")
      }
      guard (0..<classes).contains(label) else {
        let startAtOne = label == classes && !values.contains(0)
        throw ScoreError.labelOutsideClasses(
          argument: argument, row: row + 1, label: value, classes: classes,
          startAtOne: startAtOne)
      }
      return label
    }
  }
}

// MARK: - Numbers

extension TargetReading {
  private mutating func readValues(_ numbers: DoubleArray) throws {
    if !takesValues { try refuseOtherColumns(numbers.shape) }
    let lying = try lying(of: numbers.shape)
    if kinds.contains(.distributions), !takesValues {
      try numbers.checkDistributions(ScoreInput.Argument.targets)
      classes = try input.classNames(given[1])
    } else {
      try loss.checkTargetDomain(numbers.values, columns: numbers.rowLength)
      try refuseLongRows()
      if !kinds.contains(.numbers) {
        target = .values(lying.inward(try readAnswers(numbers)))
        return
      }
    }
    target = .values(lying.inward(numbers))
  }

  /// A loss on classes compares with one class per row, or with a probability for each column.
  private func refuseOtherColumns(_ targets: Shape) throws {
    if case .any = loss.definition.outputs(loss.options) {
      try refuseLongRows()
    } else {
      try checkColumns()
    }
    guard !kinds.contains(.distributions) else { return }
    throw ScoreError.shapesDiffer(
      judge: loss.name, predictions: given, targets: targets, expected: expectedShape)
  }

  /// 0, 1 or between, or −1 and 1; names of classes are those of no and yes.
  private mutating func readAnswers(_ numbers: DoubleArray) throws -> DoubleArray {
    var numbers = numbers
    if numbers.values.count == numbers.rowCount {
      classes = try input.classNames(2)
      let ignored = Set(loss.ignoredClasses.map(Double.init))
      if numbers.values.contains(where: ignored.contains) {
        isLeftOut = numbers.values.map(ignored.contains)
        numbers.values = numbers.values.map { ignored.contains($0) ? 0 : $0 }
      }
    }
    if kinds.contains(.signs) {
      try checkSigns(numbers.values, columns: numbers.rowLength)
    } else {
      try numbers.checkProbabilities(ScoreInput.Argument.targets)
    }
    return numbers
  }

  /// How targets lie in the graph, if their shape goes with that of the predictions.
  private func lying(of shape: Shape) throws -> ScoreArrangement {
    let fits: Bool
    switch loss.definition.outputs(loss.options) {
    case .onePerTarget: fits = shape == given
    case .twoPerTarget:
      fits =
        given.rank == 2 && shape.rank <= 2
        && given[1] == 2 * shape.dimensions.dropFirst().reduce(1, *)
    case .any: fits = true
    }
    guard fits else {
      throw ScoreError.shapesDiffer(
        judge: loss.name, predictions: given, targets: shape, expected: expectedShape)
    }
    return ScoreArrangement(rowsOf: shape)
  }

  /// The targets that would go with the predictions, in words.
  private var expectedShape: String {
    var shapes: [String] = []
    if kinds.contains(.classes), given.rank == 2 { shapes.append("[\(given[0])]") }
    if takesValues || kinds.contains(.distributions) {
      switch loss.definition.outputs(loss.options) {
      case .twoPerTarget where given.rank == 2 && given[1] % 2 == 0:
        shapes.append("\([given[0], given[1] / 2] as Shape)")
      case .twoPerTarget: shapes.append("of half as many columns")
      default: shapes.append("\(given)")
      }
    }
    return either(shapes)
  }

  /// A loss that sums along the columns has no say on rows of several axes.
  private func refuseLongRows() throws {
    guard loss.definition.task == .similarity, given.rank != 2 else { return }
    throw ScoreError.predictionAxes(
      judge: loss.name, found: given, expected: "[rows, columns]",
      mend: "give each row as one vector")
  }
}

extension String {
  /// A sentence as a phrase behind a colon: without its full stop and its capital.
  fileprivate var asPhrase: String {
    let body = hasSuffix(".") ? String(dropLast()) : self
    guard let first = body.first, body.dropFirst().first?.isUppercase != true else { return body }
    return first.lowercased() + body.dropFirst()
  }
}

extension DoubleArray {
  /// One class per row as a distribution that is certain of it.
  fileprivate init(certainOf labels: [Int], classes: Int) {
    self.init(shape: [labels.count, classes], repeating: 0)
    for (row, label) in labels.enumerated() { values[row * classes + label] = 1 }
  }
}
