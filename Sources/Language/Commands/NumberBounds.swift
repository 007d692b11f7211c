/// Which numbers a parameter takes.
public struct NumberBounds: Sendable, Equatable {
  /// The least number, or infinity below.
  public let lower: Double

  /// The greatest number.
  public let upper: Double

  /// Whether `lower` itself is taken.
  public let includesLower: Bool

  /// Whether `upper` itself is taken.
  public let includesUpper: Bool

  /// Numbers between two ends.
  public init(
    from lower: Double, to upper: Double, includesLower: Bool = true, includesUpper: Bool = true
  ) {
    self.lower = lower
    self.upper = upper
    self.includesLower = includesLower
    self.includesUpper = includesUpper
  }

  /// Every finite number.
  public static let finite = NumberBounds(
    from: -.infinity, to: .infinity, includesLower: false, includesUpper: false)

  /// Every number, infinities included.
  public static let all = NumberBounds(from: -.infinity, to: .infinity)

  /// Finite numbers from a least one on.
  public static func atLeast(_ lower: Double) -> NumberBounds {
    NumberBounds(from: lower, to: .infinity, includesUpper: false)
  }

  /// Finite numbers greater than one.
  public static func above(_ lower: Double) -> NumberBounds {
    NumberBounds(from: lower, to: .infinity, includesLower: false, includesUpper: false)
  }

  /// Numbers from one end to the other, both taken.
  public static func between(_ lower: Double, _ upper: Double) -> NumberBounds {
    NumberBounds(from: lower, to: upper)
  }

  /// Numbers strictly between two ends.
  public static func inside(_ lower: Double, _ upper: Double) -> NumberBounds {
    NumberBounds(from: lower, to: upper, includesLower: false, includesUpper: false)
  }

  /// Numbers from the lower end on and below the upper one.
  public static func from(_ lower: Double, below upper: Double) -> NumberBounds {
    NumberBounds(from: lower, to: upper, includesUpper: false)
  }

  /// Whether a number is taken; nan never is.
  public func contains(_ number: Double) -> Bool {
    let above = includesLower ? number >= lower : number > lower
    let below = includesUpper ? number <= upper : number < upper
    return above && below
  }

  /// The bounds in words to follow "a number": " of at least 1", " from 0 to 1".
  public var phrase: String {
    switch (lower.isFinite, upper.isFinite) {
    case (false, false): return ""
    case (true, false): return (includesLower ? " of at least " : " above ") + numberText(lower)
    case (false, true): return (includesUpper ? " of at most " : " below ") + numberText(upper)
    case (true, true):
      let first = includesLower ? " from " : " above "
      let last = includesUpper ? (includesLower ? " to " : " and at most ") : " and below "
      return first + numberText(lower) + last + numberText(upper)
    }
  }
}
