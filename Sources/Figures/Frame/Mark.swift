/// A place in data space; parts that are not finite have no place on an axis.
public struct DataPoint: Hashable, Sendable {
  /// Along the horizontal axis.
  public var x: Double
  /// Along the vertical axis.
  public var y: Double

  /// The place at the given values.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// What a mark stands for; the theme turns it into colour and line.
public enum Role: Hashable, Sendable {
  /// The data of the series at an index.
  case series(Int)
  /// Something to compare the data with: an ideal, a zero.
  case reference
}

/// An element of a chart in data space.
public enum Mark: Hashable, Sendable {
  /// A line through places; it breaks where a place is missing, and a place alone is a dot.
  case line([DataPoint], Role)
  /// Dots of a radius in points and an opacity.
  case dots([DataPoint], Role, radius: Double, opacity: Double)
  /// A filled box between two corners, such as a histogram's bar.
  case bar(from: DataPoint, to: DataPoint, Role)
  /// A filled box coloured by a share of the theme's ramp.
  case cell(from: DataPoint, to: DataPoint, share: Double)
  /// A straight line between two places.
  case rule(from: DataPoint, to: DataPoint, Role)
}
