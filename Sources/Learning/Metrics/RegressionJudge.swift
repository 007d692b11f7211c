import Tensors

/// Collects predicted numbers for the rows of a part, batch by batch or at once, and judges them.
public struct RegressionJudge: Sendable {
  private var sums: RegressionSums
  private var baseline: RegressionSums
  private let trainingMeans: [Double]?
  private let width: Int
  private let metrics: [MetricSpecification]

  /// A judge of no rows of `columns` numbers.
  ///
  /// - Parameters:
  ///   - trainingTargets: the targets of the training part, [n, columns], whose means are the
  ///     baseline; nil without one.
  ///   - metrics: what to measure; the standard ones unless given.
  /// - Throws: `LearningError.shapesDiffer` for training targets of other columns.
  public init(
    columns: Int, trainingTargets: Tensor? = nil, metrics: [MetricSpecification]? = nil
  ) throws {
    width = columns
    self.metrics = metrics ?? .standard(for: .numbers)
    let keepsErrors = self.metrics.contains(where: \.definition.keepsRows)
    sums = RegressionSums(columns: columns, keepingErrors: keepsErrors)
    baseline = RegressionSums(columns: columns, keepingErrors: keepsErrors)
    if let trainingTargets, trainingTargets.columnCount != columns {
      throw LearningError.shapesDiffer(
        "evaluate", predictions: [columns], targets: trainingTargets.shape)
    }
    trainingMeans = trainingTargets.flatMap { $0.columnMeans }
  }

  /// Adds rows: predictions and targets of the shape [n, columns], or [n] for one column.
  ///
  /// - Throws: `LearningError.shapesDiffer`; nothing is broadcast.
  public mutating func add(_ predictions: Tensor, targets: Tensor) throws {
    guard predictions.shape.rank > 0, targets.shape.rank > 0, predictions.rows == targets.rows,
      predictions.columnCount == width, targets.columnCount == width
    else {
      throw LearningError.shapesDiffer(
        "evaluate", predictions: predictions.shape, targets: targets.shape)
    }
    predictions.withUnsafeBufferPointer { p in
      targets.withUnsafeBufferPointer { t in
        add(rows: predictions.rows) { (Double(t[$0]), Double(p[$0])) }
      }
    }
  }

  /// Adds rows given in double precision, row by row.
  ///
  /// - Throws: `LearningError.shapesDiffer`.
  public mutating func add(_ predictions: [Double], targets: [Double]) throws {
    guard predictions.count == targets.count, width > 0, targets.count % width == 0 else {
      throw LearningError.shapesDiffer(
        "evaluate", predictions: [predictions.count], targets: [targets.count])
    }
    add(rows: targets.count / width) { (targets[$0], predictions[$0]) }
  }

  private mutating func add(rows: Int, _ pair: (Int) -> (target: Double, prediction: Double)) {
    for row in 0..<rows {
      let first = row * width
      if (first..<first + width).allSatisfy({ pair($0).prediction.isFinite }) {
        sums.addRow { pair(first + $0) }
      } else {
        sums.notFinite += 1
      }
      guard let trainingMeans else { continue }
      baseline.addRow { (pair(first + $0).target, trainingMeans[$0]) }
    }
  }
}

extension RegressionJudge {
  /// What the rows so far come to.
  public func evaluation(part: String) -> Evaluation {
    let values = metrics.map { metric in
      MetricValue(
        metric, metric.value(sums), baseline: trainingMeans == nil ? nil : metric.value(baseline))
    }
    return Evaluation(
      part: part, rows: sums.rows, notFinite: sums.notFinite, metrics: values, confusion: nil,
      positive: nil)
  }
}

extension Tensor {
  /// Numbers per row, 1 for a list of numbers.
  fileprivate var columnCount: Int { shape.rank < 2 ? 1 : rowCount }

  /// The mean of each column, nil without rows.
  fileprivate var columnMeans: [Double]? {
    guard count > 0 else { return nil }
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: columnCount)
    withUnsafeBufferPointer { values in
      for index in values.indices { sums[index % sums.count].add(Double(values[index])) }
    }
    return sums.map { $0.value * Double(sums.count) / Double(count) }
  }
}
