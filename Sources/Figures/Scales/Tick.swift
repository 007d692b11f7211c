/// A mark on an axis.
public struct Tick: Hashable, Sendable {
  /// Where it stands.
  public var value: Double
  /// What is written at it; empty for a small tick between those that are named.
  public var label: String

  /// Whether it is named.
  public var isNamed: Bool { !label.isEmpty }
}

extension Scale {
  /// Ticks at round values inside the bounds, at most `limit` of them named; at least one is.
  public func ticks(atMost limit: Int) -> [Tick] {
    let limit = max(1, limit)
    switch kind {
    case .linear: return linearTicks(atMost: limit)
    case .logarithmic: return logarithmicTicks(atMost: limit)
    }
  }
}
