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
    if kinds.contains(.classes), isOnePerRow(numbers.shape) {
      try readLabels(numbers)
    } else {
      try readValues(numbers)
    }
  }

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
    guard kinds.contains(.classes) || isOneColumn else {
      throw ScoreError.shapesDiffer(
        judge: loss.name, predictions: given, targets: [names.count], expected: expectedShape)
    }
    try readNumbers(isOneColumn ? DoubleArray(shape: given, values: labels.values) : labels)
  }

  private mutating func readLabels(_ numbers: DoubleArray) throws {
    if case .any = loss.definition.outputs(loss.options) {
      try refuseLongRows()
      // Columns are no classes here: there are as many as the labels need.
      let largest = Int(min(max(0, numbers.values.max() ?? 0), 1e6))
      classes = try input.classNames(max(1 + largest, input.classes?.count ?? 0))
    } else {
      try checkColumns()
      classes = try input.classNames(arrangement.inside[1])
    }
    let count = classes.count
    let ignored =
      loss.definition.declaration.options.contains { $0.name == "ignore_index" }
      ? loss.options.optionalNumber("ignore_index") : nil
    isLeftOut = numbers.values.map { $0 == ignored }
    target = .indices(
      try numbers.labels(classes: count) { $0 == ignored })
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
    let inside = try arranged(numbers)
    if kinds.contains(.distributions), !takesValues {
      try checkColumns()
      try numbers.checkDistributions(ScoreInput.Argument.targets)
      classes = try input.classNames(arrangement.inside[1])
    } else {
      if !kinds.contains(.numbers) { try readAnswers(numbers) }
      try refuseLongRows()
    }
    target = .values(inside)
  }

  /// 0, 1 or between, or −1 and 1; names of classes are those of no and yes.
  private mutating func readAnswers(_ numbers: DoubleArray) throws {
    if kinds.contains(.signs) {
      try checkSigns(numbers.values, columns: numbers.values.count / max(1, numbers.rowCount))
    } else {
      try numbers.checkProbabilities(ScoreInput.Argument.targets)
    }
    if input.classes != nil, arrangement.inside[1] == 1 { classes = try input.classNames(2) }
  }

  /// Targets as the graph reads them, if their shape goes with that of the predictions.
  private func arranged(_ numbers: DoubleArray) throws -> DoubleArray {
    let fits: Bool
    switch loss.definition.outputs(loss.options) {
    case .onePerTarget: fits = numbers.shape == given
    case .twoPerTarget:
      fits =
        given.rank == 2 && numbers.shape.rank <= 2
        && given[1] == 2 * numbers.shape.dimensions.dropFirst().reduce(1, *)
    case .any: fits = true
    }
    guard fits else {
      throw ScoreError.shapesDiffer(
        judge: loss.name, predictions: given, targets: numbers.shape, expected: expectedShape)
    }
    return ScoreArrangement(rowsOf: numbers.shape).inward(numbers)
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
    guard let first = body.first, body.dropFirst().first?.isLowercase ?? true else { return body }
    return first.lowercased() + body.dropFirst()
  }
}
