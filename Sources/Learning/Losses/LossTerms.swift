import Graphs

/// What a loss returns: its values before any reduction.
///
/// Most losses have one part. A sum of losses has one for each of them, since each is divided by a
/// number of its own when a mean is taken.
public struct LossTerms: Sendable {
  /// The parts, whose reductions are added up.
  public let parts: [LossPart]

  /// A loss of one part.
  ///
  /// - Parameters:
  ///   - values: one value per element, [n, k], or per row, [n].
  ///   - rowDivisor: what each row counts in the divisor of a mean, [n]; one (times k) when nil.
  ///   - meanScale: what each row is multiplied by in a mean and nowhere else, [n]; CTC divides
  ///     each example by the length of its target so.
  public init(_ values: Expression, rowDivisor: Expression? = nil, meanScale: Expression? = nil) {
    parts = [LossPart(values: values, rowDivisor: rowDivisor, meanScale: meanScale)]
  }

  /// A sum of several losses.
  init(parts: [LossPart]) {
    self.parts = parts
  }
}

/// One summand of a loss.
public struct LossPart: Sendable {
  /// What reports call it; empty for the only part of a loss.
  public var name = ""
  /// One value per element, [n, k], or per row, [n].
  public let values: Expression
  /// What each row counts in the divisor of a mean, [n]; one (times k) when nil.
  public var rowDivisor: Expression?
  /// What each row is multiplied by in a mean and nowhere else, [n].
  public var meanScale: Expression?
  /// What the reduced values are multiplied by, a scalar; one when nil.
  public var factor: Expression?
  /// What is added for each row that counts, a scalar; nothing when nil.
  public var offset: Expression?
}
