/// All that the metrics of numbers need to know of a part: sums over its rows, column by column.
public struct RegressionSums: Sendable, Equatable {
  /// The sums of one target column.
  struct Column: Sendable, Equatable {
    var squaredError = CompensatedSum()
    var absoluteError = CompensatedSum()
    /// The mean of the targets so far.
    var mean = 0.0
    /// The sum of squared distances from that mean (Welford 1962): no difference of large sums.
    var spread = CompensatedSum()
    /// The same of the errors.
    var meanError = 0.0
    var errorSpread = CompensatedSum()
    var relativeError = CompensatedSum()
    var largestError = 0.0
    /// The size of every error, where one is asked for.
    var absoluteErrors: [Double] = []

    /// Adds the `count`-th row.
    mutating func add(target: Double, prediction: Double, count: Int, keeping: Bool) {
      let error = prediction - target
      squaredError.add(error * error)
      absoluteError.add(abs(error))
      relativeError.add(abs(error) / max(abs(target), .ulpOfOne))
      largestError = max(largestError, abs(error))
      if keeping { absoluteErrors.append(abs(error)) }
      Self.follow(target, mean: &mean, spread: &spread, count)
      Self.follow(error, mean: &meanError, spread: &errorSpread, count)
    }

    private static func follow(
      _ number: Double, mean: inout Double, spread: inout CompensatedSum, _ count: Int
    ) {
      let distance = number - mean
      mean += distance / Double(count)
      spread.add(distance * (number - mean))
    }
  }

  /// One entry per target column.
  private(set) var columns: [Column]
  /// Rows in the sums.
  public private(set) var count = 0
  /// Rows whose outputs were infinite or no number at all; they are in no sum.
  public internal(set) var notFinite = 0

  private let keepsErrors: Bool

  /// Sums of no rows; with every error where a metric needs them.
  init(columns: Int, keepingErrors: Bool = false) {
    keepsErrors = keepingErrors
    self.columns = Array(repeating: Column(), count: columns)
  }

  /// The number of rows judged.
  public var rows: Int { count + notFinite }

  /// Adds one row, column by column.
  mutating func addRow(_ values: (Int) -> (target: Double, prediction: Double)) {
    count += 1
    for index in columns.indices {
      let value = values(index)
      columns[index].add(
        target: value.target, prediction: value.prediction, count: count, keeping: keepsErrors)
    }
  }

  /// The plain mean of a number over the columns (scikit-learn's `uniform_average`).
  ///
  /// - Throws: the reason when it is undefined for one of them.
  func average(or reason: Undefined = .noRows, _ number: (Column) -> Double?) throws -> Double {
    guard !columns.isEmpty else { throw Undefined.noRows }
    return try columns.reduce(0) { try $0 + defined(number($1), or: reason) }
      / Double(columns.count)
  }
}
