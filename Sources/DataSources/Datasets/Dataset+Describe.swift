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
      let statistics = Statistics(present)
      numbers =
        present.isEmpty
        ? nil
        : Numbers(
          mean: statistics.mean, deviation: statistics.sampleDeviation,
          minimum: statistics.minimum, lowerQuartile: quantile(present, 0.25),
          median: quantile(present, 0.5), upperQuartile: quantile(present, 0.75),
          maximum: statistics.maximum)
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

extension Dataset {
  /// The measures of every column, features first; an array's values are one column.
  public func describe() -> [ColumnSummary] {
    let targets = targetColumns.map { ColumnSummary($0, isTarget: true) }
    switch content {
    case .table: return featureColumns.map { ColumnSummary($0, isTarget: false) } + targets
    case .array(let array, _):
      let name = "values \(array.rowShape)"
      let values = NumberColumn(storage: array.numberStorage)
      return [ColumnSummary(Column(name: name, values: .numbers(values)), isTarget: false)]
        + targets
    }
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
