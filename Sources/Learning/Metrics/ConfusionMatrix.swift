/// How often rows of each class were taken for each class.
///
/// The classes are those of the training part, so that a class without rows in the part judged
/// still has its row and its column.
public struct ConfusionMatrix: Sendable, Equatable {
  /// The names of the classes in order.
  public let classes: [String]
  /// The counts row by row: a row per true class, a column per predicted class.
  public private(set) var counts: [Int]

  /// A matrix without any rows counted.
  public init(classes: [String]) {
    self.classes = classes
    counts = [Int](repeating: 0, count: classes.count * classes.count)
  }

  /// Counts rows by class index.
  ///
  /// - Throws: `LearningError` for lists of different lengths and indices without a class.
  public init(classes: [String], targets: [Int], predictions: [Int]) throws {
    self.init(classes: classes)
    guard targets.count == predictions.count else {
      throw LearningError.rowCounts(
        features: predictions.count, other: targets.count, what: "targets")
    }
    for (row, pair) in zip(targets, predictions).enumerated() {
      try add(target: pair.0, predicted: pair.1, row: row + 1)
    }
  }

  /// Counts one row; `row`, counted from 1, is for the message.
  ///
  /// - Throws: `LearningError.labelOutsideClasses`.
  public mutating func add(target: Int, predicted: Int, row: Int = 1) throws {
    for index in [target, predicted] where index < 0 || index >= classes.count {
      throw LearningError.labelOutsideClasses(row: row, label: index, classes: classes.count)
    }
    count(target: target, predicted: predicted, times: 1)
  }

  /// Counts rows whose indices are known to be classes.
  mutating func count(target: Int, predicted: Int, times: Int) {
    counts[target * classes.count + predicted] += times
  }

  /// How many rows of the class `target` were taken for the class `predicted`.
  public subscript(target: Int, predicted: Int) -> Int {
    counts[target * classes.count + predicted]
  }

  /// The number of rows counted.
  public var total: Int { counts.reduce(0, +) }

  /// The number of rows taken for their own class.
  public var correct: Int { classes.indices.reduce(0) { $0 + self[$1, $1] } }

  /// The number of rows that are of the class.
  public func support(_ index: Int) -> Int {
    classes.indices.reduce(0) { $0 + self[index, $1] }
  }

  /// The number of rows taken for the class.
  public func predicted(_ index: Int) -> Int {
    classes.indices.reduce(0) { $0 + self[$1, index] }
  }

  /// The share of a true class's rows in a cell, nil for a class without rows.
  public func share(_ target: Int, _ predicted: Int) -> Double? {
    ratio(self[target, predicted], support(target))
  }
}

/// The quotient of two counts, nil when there is nothing to divide by.
func ratio(_ part: Int, _ whole: Int) -> Double? {
  whole == 0 ? nil : Double(part) / Double(whole)
}
