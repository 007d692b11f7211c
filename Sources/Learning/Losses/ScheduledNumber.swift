/// A number of a loss's formula that changes from epoch to epoch: the γ of a focal loss that fades.
public struct ScheduledNumber: Sendable {
  /// The name as the formula has it: `gamma`.
  public let name: String
  /// Its value in an epoch, counted from 0 over all fits of the weights.
  public let value: @Sendable (_ epoch: Int) -> Double

  /// Declares a number with its course.
  public init(_ name: String, value: @escaping @Sendable (_ epoch: Int) -> Double) {
    self.name = name
    self.value = value
  }
}
