import Timing

/// How long a statement took, and where the time went.
public struct TimeEvent: Sendable, Equatable {
  /// Seconds from its beginning to its end.
  public var seconds: Double
  /// Seconds of processor time, all threads together.
  public var processorSeconds: Double
  /// Bytes by which the most memory ever held grew.
  public var peakGrowth: Int
  /// The parts it was made of: verbs, and what they tell of themselves.
  public var parts: [TimedPart]

  /// Describes where time went.
  public init(seconds: Double, processorSeconds: Double, peakGrowth: Int, parts: [TimedPart]) {
    self.seconds = seconds
    self.processorSeconds = processorSeconds
    self.peakGrowth = peakGrowth
    self.parts = parts
  }
}
