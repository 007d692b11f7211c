import Tensors

/// The measures of one column.
public struct ColumnSummary: Sendable, Equatable {
  /// Measures of the numbers that are there.
  public struct Numbers: Sendable, Equatable {
    /// The mean.
    public var mean: Double
    /// The standard deviation over n - 1; NaN for fewer than two numbers.
    public var deviation: Double
    /// The least number.
    public var minimum: Double
    /// The lower quartile, linear between neighbours.
    public var lowerQuartile: Double
    /// The median.
    public var median: Double
    /// The upper quartile.
    public var upperQuartile: Double
    /// The greatest number.
    public var maximum: Double
  }

  /// The column's name.
  public let name: String
  /// Whether it is a target.
  public let isTarget: Bool
  /// Whether it holds text.
  public let isText: Bool
  /// How many values are there.
  public let count: Int
  /// How many values are missing.
  public let missing: Int
  /// How many distinct values are there.
  public let distinct: Int
  /// The measures of a column of numbers that has some.
  public let numbers: Numbers?
  /// The most frequent text and how often it occurs.
  public let mostFrequent: (text: String, count: Int)?

  /// Equal in every measure.
  public static func == (a: ColumnSummary, b: ColumnSummary) -> Bool { a.cells == b.cells }
}

extension ColumnSummary {
  /// The measures of a column.
  public init(_ column: Column, isTarget: Bool) {
    name = column.name
    self.isTarget = isTarget
    isText = column.isText
    switch column.values {
    case .numbers(let values):
      let present = sortedNumbers(values)
      (count, missing) = (present.count, values.count - present.count)
      distinct = distinctCount(sorted: present)
      mostFrequent = nil
      numbers = Numbers(Statistics(present), of: present)
    case .text(let texts):
      let counts = texts.codes.reduce(into: [Int32: Int]()) { $0[$1, default: 0] += 1 }
      missing = counts[-1] ?? 0
      count = texts.count - missing
      let named = counts.filter { $0.key >= 0 }.map { (texts.dictionary[Int($0.key)], $0.value) }
      distinct = named.count
      mostFrequent = named.max { $0.1 == $1.1 ? scalarOrder($1.0, $0.0) : $0.1 < $1.1 }
      numbers = nil
    }
  }

  /// The measures of all numbers of an array: those in order, and how many are missing.
  init(name: String, runs: SortedRuns, missing: Int) {
    self.name = name
    (isTarget, isText, mostFrequent) = (false, false, nil)
    (count, self.missing, distinct) = (runs.count, missing, runs.distinct)
    numbers = Numbers(runs.statistics, of: runs)
  }

  /// The names of `cells`.
  public static let header = [
    "column", "role", "type", "count", "missing", "distinct", "mean", "std", "min", "25%", "50%",
    "75%", "max", "most frequent",
  ]

  /// The measures as they are shown, empty where one does not apply.
  public var cells: [String] {
    let measures = numbers.map { numbers in
      [
        numbers.mean, numbers.deviation, numbers.minimum, numbers.lowerQuartile, numbers.median,
        numbers.upperQuartile, numbers.maximum,
      ].map(shortNumber)
    }
    return [
      name, isTarget ? "target" : "feature", isText ? "text" : "number", "\(count)", "\(missing)",
      "\(distinct)",
    ] + (measures ?? Array(repeating: "", count: 7))
      + [mostFrequent.map { "\($0.text) (\($0.count))" } ?? ""]
  }
}

extension ColumnSummary.Numbers {
  /// Nil where there are no numbers.
  fileprivate init?(_ statistics: Statistics, of sorted: some RankedNumbers) {
    guard sorted.count > 0 else { return nil }
    self.init(
      mean: statistics.mean, deviation: statistics.sampleDeviation,
      minimum: statistics.minimum, lowerQuartile: quantile(sorted, 0.25),
      median: quantile(sorted, 0.5), upperQuartile: quantile(sorted, 0.75),
      maximum: statistics.maximum)
  }
}

extension Dataset {
  /// The measures of every column, features first; an array's values are one column.
  ///
  /// Of an array in a file whose numbers take more memory in order than files may, some rows are
  /// measured, which the column's name says.
  ///
  /// - Throws: `FileError` where a file is no longer what was loaded.
  public func describe() throws -> [ColumnSummary] {
    try describe(limit: FileLimits.standard.bytes)
  }

  func describe(limit: Int) throws -> [ColumnSummary] {
    let targets = targetColumns.map { ColumnSummary($0, isTarget: true) }
    switch content {
    case .table: return featureColumns.map { ColumnSummary($0, isTarget: false) } + targets
    case .array(let array, _):
      return [try ColumnSummary(array, limit: limit)] + targets
    }
  }
}

extension ColumnSummary {
  /// The measures of an array's values.
  fileprivate init(_ array: NumericArray, limit: Int) throws {
    let name = "values \(array.rowShape)"
    guard case .stored(let segments) = array.storage else {
      let numbers = sortedNumbers(NumberColumn(storage: array.numberStorage))
      self.init(name: name, runs: SortedRuns(numbers), missing: array.count - numbers.count)
      return
    }
    let bytes = AscendingNumbers.bytes(segments)
    let step = max(1, (bytes + limit - 1) / max(1, limit))
    let numbers = try AscendingNumbers(segments, everyRow: step)
    self.init(
      name: step == 1 ? name : name + ", one row in \(step)", runs: SortedRuns(numbers),
      missing: numbers.missing)
  }
}

extension NumericArray {
  fileprivate var numberStorage: NumberColumn.Storage {
    if case .double(let values) = storage { return .double(values) }
    return .single(floats)
  }
}

/// A number with at most four decimals, or six significant digits where that is less.
func shortNumber(_ value: Double) -> String {
  guard value.isFinite, value != 0 else { return value.isNaN ? "" : plainNumber(value) }
  var scale = 1e4
  while scale < 1e12, value.magnitude * scale < 1e3 { scale *= 10 }
  return value.magnitude < 1e9 ? plainNumber((value * scale).rounded() / scale) : "\(value)"
}
