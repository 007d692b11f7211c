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
  ///   - terms: what the loss returned, [n, k] or [n].
  ///   - rowWeights: what each row counts, [n]; one when nil.
  public func apply(_ terms: LossTerms, rowWeights: Expression? = nil) throws -> Expression {
    switch self {
    case .mean: try weightedMean(terms, rowWeights: rowWeights).value
    case .sum: try Graphs.sum(weighted(terms.values, by: rowWeights))
    case .none: try weighted(terms.values, by: rowWeights)
    }
  }
}

/// A mean with what it was divided by, so that the means of batches add up to the mean of all.
struct WeightedMean {
  /// Σ weight · value / Σ weight · divisor, zero where all weights are zero.
  let value: Expression
  /// The number divided by, when it depends on what is fed; otherwise it is the number of values.
  let divisor: Expression?
}

/// The mean of the values of a loss over rows of different weight.
func weightedMean(_ terms: LossTerms, rowWeights: Expression?) throws -> WeightedMean {
  guard let rowDivisor = try product(rowWeights, terms.rowDivisor) else {
    return WeightedMean(value: try mean(terms.values), divisor: nil)
  }
  let total = try sum(weighted(terms.values, by: rowWeights))
  let perRow = Double(terms.values.shape.count / max(1, rowDivisor.shape.count))
  let divisor = try sum(rowDivisor) * perRow
  // A batch whose rows all weigh nothing has the loss 0, not 0 / 0.
  let safe = try divisor + equal(divisor, 0)
  return WeightedMean(value: try total / safe, divisor: divisor)
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
