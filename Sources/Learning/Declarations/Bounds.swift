/// The numbers an option may take.
public struct Bounds: Sendable, Equatable {
  /// The smallest number, when there is one.
  public let lower: Double?
  /// The largest number, when there is one.
  public let upper: Double?
  /// Whether `lower` itself is allowed.
  public let includesLower: Bool
  /// Whether `upper` itself is allowed.
  public let includesUpper: Bool
  /// Whether -infinity is allowed: the one number of a formula's limit that is not finite.
  public let includesMinusInfinity: Bool

  init(
    lower: Double? = nil, upper: Double? = nil, includesLower: Bool = true,
    includesUpper: Bool = true, includesMinusInfinity: Bool = false
  ) {
    self.lower = lower
    self.upper = upper
    self.includesLower = includesLower
    self.includesUpper = includesUpper
    self.includesMinusInfinity = includesMinusInfinity
  }

  /// Any finite number.
  public static let any = Bounds()

  /// Any finite number, and -infinity.
  public static let anyOrMinusInfinity = Bounds(includesMinusInfinity: true)

  /// `lower` or more.
  public static func atLeast(_ lower: Double) -> Bounds { Bounds(lower: lower) }

  /// More than `lower`.
  public static func above(_ lower: Double) -> Bounds {
    Bounds(lower: lower, includesLower: false)
  }

  /// From `lower` to `upper`, both allowed.
  public static func between(_ lower: Double, _ upper: Double) -> Bounds {
    Bounds(lower: lower, upper: upper)
  }

  /// Between `lower` and `upper`, neither allowed.
  public static func inside(_ lower: Double, _ upper: Double) -> Bounds {
    Bounds(lower: lower, upper: upper, includesLower: false, includesUpper: false)
  }

  /// From `lower` up to but not including `upper`.
  public static func from(_ lower: Double, below upper: Double) -> Bounds {
    Bounds(lower: lower, upper: upper, includesUpper: false)
  }

  /// Whether `number` is within the bounds, and finite or the one infinity allowed.
  public func contains(_ number: Double) -> Bool {
    guard number.isFinite else { return includesMinusInfinity && number == -.infinity }
    if let lower, includesLower ? number < lower : number <= lower { return false }
    if let upper, includesUpper ? number > upper : number >= upper { return false }
    return true
  }
}

extension Bounds: CustomStringConvertible {
  /// The bounds in words: "at least 0 and below 1".
  public var description: String {
    let low = lower.map { (includesLower ? "at least " : "above ") + plain($0) }
    let high = upper.map { (includesUpper ? "at most " : "below ") + plain($0) }
    let words = [low, high].compactMap { $0 }
    let finite = words.isEmpty ? "a number" : words.joined(separator: " and ")
    return includesMinusInfinity ? finite + ", or -infinity" : finite
  }
}
