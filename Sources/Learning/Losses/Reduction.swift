import Graphs

/// How the values of a loss become one number, or stay as they are.
public enum Reduction: String, Sendable, CaseIterable {
  /// The weighted sum of the rows divided by the sum of their weights.
  case mean
  /// The weighted sum of the rows.
  case sum
  /// The weighted values, one per element or row.
  case none

  /// Reduces the values of a loss.
  ///
  /// - Parameters:
  ///   - terms: what the loss returned.
  ///   - rowWeights: what each row counts, [n]; one when nil.
  public func apply(_ terms: LossTerms, rowWeights: Expression? = nil) throws -> Expression {
    switch self {
    case .mean: try terms.means(rowWeights: rowWeights).map(\.contribution).reduceSum() ?? zero
    case .sum: try terms.parts.map { try $0.sum(rowWeights: rowWeights) }.reduceSum() ?? zero
    case .none: try terms.each(rowWeights: rowWeights)
    }
  }
}

private let zero = Expression.constant(0)

/// A mean with what it was divided by, so that the means of batches add up to the mean of all.
struct WeightedMean {
  /// The name of the part it belongs to.
  let name: String
  /// Σ weight · value / Σ weight · divisor, zero where all weights are zero.
  let value: Expression
  /// The number divided by, when it depends on what is fed; otherwise it is the number of values.
  let divisor: Expression?
  /// What the mean adds to the loss: factor · value + offset.
  let contribution: Expression
}

extension LossTerms {
  /// The mean of each part over rows of different weight.
  func means(rowWeights: Expression?) throws -> [WeightedMean] {
    try parts.map { part in
      let (value, divisor) = try part.mean(rowWeights: rowWeights)
      return WeightedMean(
        name: part.name, value: value, divisor: divisor,
        contribution: try part.placed(value, times: 1))
    }
  }

  /// The weighted values themselves: one per element where all parts have one for each, else one
  /// per row, the mean of its elements.
  func each(rowWeights: Expression?) throws -> Expression {
    let shape = parts.first?.values.shape ?? []
    let isAlike = parts.allSatisfy { $0.values.shape == shape }
    let summands = try parts.map { part in
      let values = isAlike ? part.values : try part.perRow()
      return try weighted(part.placed(values, times: 1), by: rowWeights)
    }
    return try summands.reduceSum() ?? zero
  }
}

extension LossPart {
  /// The mean over rows of different weight, and what it was divided by.
  func mean(rowWeights: Expression?) throws -> (value: Expression, divisor: Expression?) {
    let scaled = try weighted(values, by: meanScale)
    guard let rowDivisor = try product(rowWeights, rowDivisor) else {
      return (try Graphs.mean(scaled), nil)
    }
    let total = try Graphs.sum(weighted(scaled, by: rowWeights))
    let perRow = Double(values.shape.count / max(1, rowDivisor.shape.count))
    let divisor = try Graphs.sum(rowDivisor) * perRow
    // A batch whose rows all weigh nothing has the loss 0, not 0 / 0.
    let safe = try divisor + equal(divisor, 0)
    return (try total / safe, divisor)
  }

  /// The sum over rows of different weight.
  func sum(rowWeights: Expression?) throws -> Expression {
    let count = try rowWeights.map { try Graphs.sum($0) } ?? .constant(Double(values.shape[0]))
    return try placed(Graphs.sum(weighted(values, by: rowWeights)), times: count)
  }

  /// factor · value + offset · count.
  fileprivate func placed(_ value: Expression, times count: Expression) throws -> Expression {
    let scaled = try factor.map { try value * $0 } ?? value
    return try offset.map { try scaled + $0 * count } ?? scaled
  }

  fileprivate func placed(_ value: Expression, times count: Double) throws -> Expression {
    try placed(value, times: .constant(count))
  }

  /// One value per row: the mean of its elements.
  fileprivate func perRow() throws -> Expression {
    guard values.shape.rank > 1 else { return values }
    let columns = values.shape.count / max(1, values.shape[0])
    return try Graphs.mean(reshape(values, to: [values.shape[0], columns]), axis: 1)
  }
}

/// Values [n] or [n, k] times one weight per row.
private func weighted(_ values: Expression, by rowWeights: Expression?) throws -> Expression {
  guard let rowWeights else { return values }
  guard values.shape.rank > 1 else { return try values * rowWeights }
  let columns = values.shape.count / max(1, rowWeights.shape.count)
  let spread = try repeated(rowWeights, axis: 1, count: columns)
  return try values * reshape(spread, to: values.shape)
}

private func product(_ a: Expression?, _ b: Expression?) throws -> Expression? {
  guard let a, let b else { return a ?? b }
  return try a * b
}
