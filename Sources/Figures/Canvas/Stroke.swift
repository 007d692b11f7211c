/// How a path is drawn as a line.
public struct Stroke: Hashable, Sendable {
  /// Its colour.
  public var color: Color
  /// Its width in points.
  public var width: Double
  /// Lengths of ink and gap in turn; empty for an unbroken line.
  public var dash: [Double]
  /// Whether corners, and the ends of an unbroken line, are round.
  public var isRound: Bool

  /// A line of the given colour, width and dashes.
  public init(_ color: Color, width: Double = 1, dash: [Double] = [], round: Bool = false) {
    self.color = color
    self.width = width
    self.dash = dash
    isRound = round
  }
}
