import Graphs
import Tensors

/// How metrics read predictions from elsewhere.
public enum ScoreReading: String, Sendable, CaseIterable {
  /// Raw scores; softmax or sigmoid would make probabilities of them.
  case logits
  /// Probabilities, of each class or of the second of two.
  case probabilities
  /// Scores that order the classes and mean no probability.
  case scores
  /// Class numbers: the verdicts themselves.
  case classes
}

extension ScoreInput {
  /// Judges the predictions by metrics, each in the way it reads targets.
  ///
  /// - Parameters:
  ///   - reading: what the predictions are; of no importance for metrics of numbers.
  ///   - ignored: the class numbers whose rows are left out by metrics of classes.
  /// - Throws: `ScoreError` for targets a metric cannot compare with.
  public func measure(
    _ metrics: [MetricSpecification], reading: ScoreReading, ignoring ignored: Set<Int> = []
  ) throws -> [MetricValue] {
    if let metric = metrics.first(where: { $0.definition.suits(.sequences) }) {
      throw ScoreError.unsuitableMetric(
        metric.name, reason: "it reads labels from the outputs of a model, as evaluate does",
        mend: "loss=ctc judges the scores themselves")
    }
    try predictions.checkFinite(Argument.predictions)
    let areOfNumbers = metrics.map { $0.definition.judges == "numbers" }
    let ofNumbers = zip(metrics, areOfNumbers).filter(\.1).map(\.0)
    let ofClasses = zip(metrics, areOfNumbers).filter { !$0.1 }.map(\.0)
    var classes = try ofClasses.isEmpty ? [] : measureClasses(ofClasses, reading, ignored)[...]
    var numbers = try ofNumbers.isEmpty ? [] : measureNumbers(ofNumbers)[...]
    return areOfNumbers.compactMap { $0 ? numbers.popFirst() : classes.popFirst() }
  }

  /// Whether the predictions can only be class numbers, or are most likely that: a list of whole
  /// numbers beside one.
  public var looksLikeClasses: Bool {
    guard case .numbers(let targets) = targets, targets.values.count == predictions.rowCount else {
      return false
    }
    return predictions.values.count == predictions.rowCount
      && (predictions.values + targets.values).allSatisfy { $0 >= 0 && Int(exactly: $0) != nil }
  }
}

// MARK: - Numbers

extension ScoreInput {
  private func measureNumbers(_ metrics: [MetricSpecification]) throws -> [MetricValue] {
    let name = metrics.first?.name ?? ""
    guard case .numbers(let numbers) = targets else {
      guard case .none = targets else {
        throw ScoreError.unsuitableMetric(
          name, reason: "it judges numbers, the targets are names", mend: "metrics=[accuracy]")
      }
      throw ScoreError.noTargets(judge: name, expected: "a number for each prediction")
    }
    guard numbers.shape == predictions.shape else {
      throw ScoreError.shapesDiffer(
        judge: name, predictions: predictions.shape, targets: numbers.shape,
        expected: "\(predictions.shape)")
    }
    try numbers.checkFinite(Argument.targets)
    let width = ScoreArrangement(rowsOf: predictions.shape).inside[1]
    guard width > 0 else { throw ScoreError.noRows(Argument.predictions) }
    var judge = try RegressionJudge(columns: width, metrics: metrics)
    try judge.add(predictions.values, targets: numbers.values)
    return judge.evaluation(part: Argument.predictions).metrics
  }
}

// MARK: - Classes

extension ScoreInput {
  private func measureClasses(
    _ metrics: [MetricSpecification], _ reading: ScoreReading, _ ignored: Set<Int>
  ) throws -> [MetricValue] {
    try JudgedRows(self, metric: metrics.first?.name ?? "", reading, ignored)
      .judge(metrics).evaluation(part: Argument.predictions).metrics
  }

  /// Every row with its class, its verdict and its scores, for pictures of them.
  ///
  /// - Parameters:
  ///   - judge: what wants them, for messages.
  ///   - reading: what the predictions are.
  ///   - ignored: the class numbers whose rows are left out.
  /// - Throws: `ScoreError` for predictions and targets that are no classes.
  public func scoredRows(
    judge: String, reading: ScoreReading, ignoring ignored: Set<Int> = []
  ) throws -> ScoredRows {
    let rows = try JudgedRows(self, metric: judge, reading, ignored)
    return try rows.judge([MetricSpecification(standard: .calibrationError)]).rows
      ?? ScoredRows(classes: rows.classes, positive: nil, outputs: rows.outputs)
  }
}

/// Predictions and targets as metrics of classes read them.
private struct JudgedRows {
  private(set) var scores: [Double]
  private(set) var width: Int
  private(set) var labels: [Int32] = []
  private(set) var classes: [String] = []
  private(set) var outputs: OutputKind
  private let input: ScoreInput
  private let metric: String
  private let ignored: Set<Double>

  init(
    _ input: ScoreInput, metric: String, _ reading: ScoreReading, _ ignored: Set<Int>
  ) throws {
    self.input = input
    self.metric = metric
    self.ignored = Set(ignored.map(Double.init))
    let shape = input.predictions.shape
    guard (1...2).contains(shape.rank), !input.predictions.values.isEmpty else {
      throw ScoreError.predictionAxes(
        judge: metric, found: shape, expected: "[rows] or [rows, classes]",
        mend: "bring the other axes into the rows first: [n · t, classes]")
    }
    width = shape.rank == 1 ? 1 : shape[1]
    scores = input.predictions.values
    outputs = OutputKind(rawValue: reading.rawValue) ?? .scores
    if reading == .probabilities {
      try input.predictions.checkProbabilities(ScoreInput.Argument.predictions)
    }
    if reading == .classes {
      try readVerdicts()
    } else if width > 1 {
      classes = try input.classNames(width)
      labels = try labelsOfColumns()
    } else {
      classes = try input.classNames(2)
      labels = try labelsOfTwo()
    }
    leaveOut()
  }

  /// A judge of these rows.
  func judge(_ metrics: [MetricSpecification]) throws -> ClassJudge {
    var judge = try ClassJudge(classes: classes, outputs: outputs, metrics: metrics)
    try judge.add(scores, width: width, targets: labels)
    return judge
  }

  /// The class of each row beside one column per class.
  private func labelsOfColumns() throws -> [Int32] {
    let numbers = try targets(expected: "one class per row")
    if numbers.values.count == numbers.rowCount {
      return try numbers.labels(classes: width, isLeftOut: ignored.contains).map(Int32.init)
    }
    guard numbers.shape == input.predictions.shape else {
      throw ScoreError.shapesDiffer(
        judge: metric, predictions: input.predictions.shape, targets: numbers.shape,
        expected: "[\(input.predictions.rowCount)] or \(input.predictions.shape)")
    }
    do { try numbers.checkDistributions(ScoreInput.Argument.targets) } catch {
      throw ScoreError.unsuitableMetric(
        metric, reason: "it judges one class per row, and the rows of the targets do not sum to 1",
        mend: "one class number per row; loss=binary_cross_entropy judges several at once")
    }
    return (0..<numbers.rows).map { row in
      let row = Array(numbers.row(row))
      return Int32(row.indices.max { row[$0] < row[$1] || row[$0] == row[$1] && $0 > $1 } ?? 0)
    }
  }

  /// No or yes for each row beside a single column: 0 and 1, or −1 and 1.
  private func labelsOfTwo() throws -> [Int32] {
    let numbers = try targets(expected: "0 or 1 per row")
    guard numbers.values.count == numbers.rowCount else {
      throw ScoreError.shapesDiffer(
        judge: metric, predictions: input.predictions.shape, targets: numbers.shape,
        expected: "\(input.predictions.shape)")
    }
    let kept = numbers.values.filter { !ignored.contains($0) }
    let areSigns = kept.contains(-1) && kept.allSatisfy { abs($0) == 1 }
    return try numbers.values.enumerated().map { row, value in
      if ignored.contains(value) { return 0 }
      guard value == 1 || value == (areSigns ? -1 : 0) else {
        throw ScoreError.notTwoClasses(judge: metric, row: row + 1, value: value)
      }
      return value == 1 ? 1 : 0
    }
  }

  /// Predictions that are classes become a score of 1 for their class, 0 for the others.
  private mutating func readVerdicts() throws {
    let numbers = try targets(expected: "one class per row")
    for (argument, array, isList) in [
      (ScoreInput.Argument.predictions, input.predictions, width == 1),
      (ScoreInput.Argument.targets, numbers, numbers.values.count == numbers.rowCount),
    ] where !isList {
      throw ScoreError.arrayShape(
        argument: argument, found: array.shape,
        expected: "[\(array.rowCount)], one class number per row")
    }
    let largest = (scores + numbers.values).max() ?? 0
    guard largest < 1e6 else {
      throw ScoreError.unsuitableMetric(
        metric, reason: "class \(plain(largest)) is beyond a million classes",
        mend: "number the classes from 0")
    }
    let count = try input.classNames(input.classes?.count ?? max(2, Int(largest) + 1)).count
    classes = try input.classNames(count)
    labels = try numbers.labels(classes: count, isLeftOut: ignored.contains)
      .map(Int32.init)
    let verdicts = try input.predictions.labels(
      classes: count, argument: ScoreInput.Argument.predictions)
    scores = [Double](repeating: 0, count: verdicts.count * count)
    for (row, verdict) in verdicts.enumerated() { scores[row * count + verdict] = 1 }
    width = count
    outputs = .scores
  }

  /// The targets as numbers; names become the numbers of their classes.
  private func targets(expected: String) throws -> DoubleArray {
    let numbers: DoubleArray
    switch input.targets {
    case .none: throw ScoreError.noTargets(judge: metric, expected: expected)
    case .numbers(let array): numbers = array
    case .names(let names): numbers = try input.classNumbers(names)
    }
    guard numbers.rowCount == input.predictions.rowCount else {
      throw ScoreError.rowCount(
        argument: ScoreInput.Argument.targets, rows: numbers.rowCount,
        predictions: input.predictions.rowCount)
    }
    return numbers
  }

  private mutating func leaveOut() {
    guard case .numbers(let numbers) = input.targets, numbers.values.count == labels.count,
      numbers.values.contains(where: ignored.contains)
    else { return }
    let kept = labels.indices.filter { !ignored.contains(numbers.values[$0]) }
    scores = kept.flatMap { scores[$0 * width..<($0 + 1) * width] }
    labels = kept.map { labels[$0] }
  }
}
