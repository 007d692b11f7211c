import Glibc

/// A map from values to shares of an axis, 0 at its start and 1 at its end.
public struct Scale: Hashable, Sendable {
  /// How values are spread.
  public enum Kind: Hashable, Sendable {
    case linear
    /// Equal ratios take equal room; only positive values have a place.
    case logarithmic
  }

  /// How values are spread.
  public let kind: Kind
  /// The value at the start; below `upper`, and positive on a logarithmic scale.
  public let lower: Double
  /// The value at the end.
  public let upper: Double
  /// Whether ticks stand at whole numbers only.
  public let isIntegral: Bool

  /// A scale from one value to another; bounds that make no axis are widened until they do.
  public init(_ kind: Kind = .linear, from lower: Double, to upper: Double, integral: Bool = false)
  {
    (self.lower, self.upper) = Self.usable(kind, lower, upper, integral)
    self.kind = kind
    isIntegral = integral
  }

  /// A scale that covers what has a place on it, with some room at both ends.
  ///
  /// Values that are not finite are passed over, and so are those not positive on a logarithmic
  /// scale. With no value at all it goes from 0 to 1, or from 0.1 to 1.
  public init(
    _ kind: Kind = .linear, covering values: some Sequence<Double>, includingZero: Bool = false,
    padding: Double = 0, integral: Bool = false
  ) {
    let placed = values.lazy.filter { Self.hasPlace($0, kind) }
    var least = Double.infinity
    var most = -Double.infinity
    for value in placed {
      least = min(least, value)
      most = max(most, value)
    }
    guard least <= most else {
      self.init(kind, from: kind == .linear ? 0 : 0.1, to: 1, integral: integral)
      return
    }
    if includingZero, kind == .linear { (least, most) = (min(least, 0), max(most, 0)) }
    (least, most) = Self.padded(kind, least, most, padding)
    self.init(kind, from: least, to: most, integral: integral)
  }

  /// Where a value stands; nil if it has no place.
  ///
  /// Values beyond the ends lie outside 0...1.
  public func position(of value: Double) -> Double? {
    guard Self.hasPlace(value, kind) else { return nil }
    switch kind {
    case .linear: return (Self.clamped(value) - lower) / (upper - lower)
    case .logarithmic: return (log(value) - log(lower)) / (log(upper) - log(lower))
    }
  }

  /// Whether a scale of a kind has a place for a value.
  static func hasPlace(_ value: Double, _ kind: Kind) -> Bool {
    value.isFinite && (kind == .linear || value > 0)
  }

  /// Keeps the difference of two bounds within what a Double holds.
  private static func clamped(_ value: Double) -> Double { max(-8e307, min(8e307, value)) }

  private static func padded(
    _ kind: Kind, _ least: Double, _ most: Double, _ share: Double
  ) -> (Double, Double) {
    guard share > 0, least < most else { return (least, most) }
    switch kind {
    case .linear:
      let room = (clamped(most) - clamped(least)) * share
      // Room is for lines that would touch the frame, not for values that cannot be.
      return (least >= 0 ? max(0, least - room) : least - room, most + room)
    case .logarithmic:
      let room = (log(most) - log(least)) * share
      return (max(1e-300, exp(log(least) - room)), min(1e300, exp(log(most) + room)))
    }
  }

  private static func usable(
    _ kind: Kind, _ lower: Double, _ upper: Double, _ integral: Bool
  ) -> (Double, Double) {
    let (low, high) = (min(lower, upper), max(lower, upper))
    switch kind {
    case .linear: return usableLinear(clamped(low), clamped(high), integral)
    case .logarithmic:
      let start = low > 0 ? min(max(low, 1e-300), 1e299) : 1e-3
      let end = high > 0 ? min(high, 1e300) : 1
      return end / start > 1.0001 ? (start, end) : (start / 1.5, start * 1.5)
    }
  }

  private static func usableLinear(
    _ low: Double, _ high: Double, _ integral: Bool
  ) -> (Double, Double) {
    guard low.isFinite, high.isFinite else { return (0, 1) }
    let size = max(abs(low), abs(high))
    if size < 1e-290 { return (low < 0 || integral ? -1 : 0, 1) }
    // Closer than this, neighbouring ticks would be the same number.
    if high - low > size * 1e-11 { return (low, high) }
    let room = integral && size < 1e9 ? 0.5 : size * 0.1
    return (low - room, high + room)
  }
}
