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

  init(
    lower: Double? = nil, upper: Double? = nil, includesLower: Bool = true,
    includesUpper: Bool = true
  ) {
    self.lower = lower
    self.upper = upper
    self.includesLower = includesLower
    self.includesUpper = includesUpper
  }

  /// Any finite number.
  public static let any = Bounds()

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

  /// From `lower` up to but not including `upper`.
  public static func from(_ lower: Double, below upper: Double) -> Bounds {
    Bounds(lower: lower, upper: upper, includesUpper: false)
  }

  /// Whether `number` is finite and within the bounds.
  public func contains(_ number: Double) -> Bool {
    guard number.isFinite else { return false }
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
    return words.isEmpty ? "a number" : words.joined(separator: " and ")
  }
}
