/// One part of the time something took.
public struct TimedPart: Sendable, Equatable {
  /// What was done.
  public let name: String
  /// How often.
  public let count: Int
  /// How long it took in all, the parts inside included.
  public let seconds: Double
  /// Whether the time was reckoned from samples.
  public let isSampled: Bool
  /// The parts inside, in the order in which they first began.
  public let parts: [TimedPart]

  /// Describes a part.
  public init(
    name: String, count: Int, seconds: Double, isSampled: Bool = false, parts: [TimedPart] = []
  ) {
    self.name = name
    self.count = count
    self.seconds = seconds
    self.isSampled = isSampled
    self.parts = parts
  }

  /// What the parts inside leave.
  public var ownSeconds: Double { max(0, seconds - parts.reduce(0) { $0 + $1.seconds }) }
}
