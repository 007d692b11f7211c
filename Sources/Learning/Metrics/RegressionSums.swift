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

    /// Adds the `count`-th row.
    mutating func add(target: Double, prediction: Double, count: Int) {
      let error = prediction - target
      squaredError.add(error * error)
      absoluteError.add(abs(error))
      let distance = target - mean
      mean += distance / Double(count)
      spread.add(distance * (target - mean))
    }
  }

  /// One entry per target column.
  private(set) var columns: [Column]
  /// Rows in the sums.
  public private(set) var count = 0
  /// Rows whose outputs were infinite or no number at all; they are in no sum.
  public internal(set) var notFinite = 0

  /// Sums of no rows.
  init(columns: Int) {
    self.columns = Array(repeating: Column(), count: columns)
  }

  /// The number of rows judged.
  public var rows: Int { count + notFinite }

  /// Adds one row, column by column.
  mutating func addRow(_ values: (Int) -> (target: Double, prediction: Double)) {
    count += 1
    for index in columns.indices {
      let value = values(index)
      columns[index].add(target: value.target, prediction: value.prediction, count: count)
    }
  }

  /// The plain mean of a number over the columns (scikit-learn's `uniform_average`), nil when it
  /// is undefined for one of them or there are no rows.
  func average(_ number: (Column) -> Double?) -> Double? {
    let numbers = columns.compactMap(number)
    guard count > 0, !columns.isEmpty, numbers.count == columns.count else { return nil }
    return numbers.reduce(0, +) / Double(numbers.count)
  }
}
