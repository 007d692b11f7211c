extension Document {
  /// A number the reader came for, with what it must be read against.
  public struct Headline: Sendable, Equatable {
    /// What it is, such as "Test accuracy".
    public var label: String
    /// The number as it is to be read, such as "0.957".
    public var value: String
    /// How sure it is, such as "95 % interval 0.87 to 1.00"; may be empty.
    public var interval: String
    /// What doing nothing would give, such as "baseline 0.333, always setosa"; may be empty.
    public var baseline: String
    /// Where the numbers lie on a scale; nil draws none.
    public var gauge: Gauge?

    /// A headline.
    public init(
      _ label: String, _ value: String, interval: String = "", baseline: String = "",
      gauge: Gauge? = nil
    ) {
      self.label = label
      self.value = value
      self.interval = interval
      self.baseline = baseline
      self.gauge = gauge
    }
  }

  /// A scale with a value on it, its interval as a band and its baseline as a tick.
  public struct Gauge: Sendable, Hashable {
    /// Ends of the scale.
    public var range: ClosedRange<Double>
    /// The value.
    public var value: Double
    /// Where the true value is thought to lie.
    public var interval: ClosedRange<Double>?
    /// What doing nothing would give.
    public var baseline: Double?

    /// A gauge.
    public init(
      _ value: Double, in range: ClosedRange<Double> = 0...1, interval: ClosedRange<Double>? = nil,
      baseline: Double? = nil
    ) {
      self.value = value
      self.range = range
      self.interval = interval
      self.baseline = baseline
    }
  }

  /// How a result is to be taken; said by a word and a colour, never by colour alone.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    case ok = "OK"
    case warn = "WARN"
    case fail = "FAIL"
    /// Neither good nor bad.
    case note = "NOTE"
  }
}
