/// Where a number probably lies.
public struct ConfidenceInterval: Sendable, Equatable {
  /// The least of it.
  public let lower: Double
  /// The greatest of it.
  public let upper: Double

  /// From one end to the other.
  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// Whether a number lies in it, ends included.
  public func contains(_ number: Double) -> Bool { lower <= number && number <= upper }
}
