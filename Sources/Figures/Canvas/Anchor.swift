/// The spot of a text's box that is put on a point; 0 is left or top, 1 right or bottom.
public struct Anchor: Hashable, Sendable {
  /// Share of the width left of the spot.
  public var x: Double
  /// Share of the height above the spot.
  public var y: Double

  /// The spot at the given shares.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  /// The upper left corner.
  public static let topLeft = Anchor(0, 0)
  /// The middle of the upper edge.
  public static let top = Anchor(0.5, 0)
  /// The upper right corner.
  public static let topRight = Anchor(1, 0)
  /// The middle of the left edge.
  public static let left = Anchor(0, 0.5)
  /// The middle.
  public static let center = Anchor(0.5, 0.5)
  /// The middle of the right edge.
  public static let right = Anchor(1, 0.5)
  /// The lower left corner.
  public static let bottomLeft = Anchor(0, 1)
  /// The middle of the lower edge.
  public static let bottom = Anchor(0.5, 1)
  /// The lower right corner.
  public static let bottomRight = Anchor(1, 1)
}

extension Canvas {
  /// Draws a text so that the anchor of its box lies on a point, turned about that point.
  ///
  /// Returns the box the text takes before turning.
  @discardableResult
  public func draw(
    _ text: Text, at point: Point, anchor: Anchor, degrees: Double = 0
  ) -> Rect {
    let extent = measure(text)
    let offset = Point(-anchor.x * extent.width, -anchor.y * extent.height)
    isolated {
      translate(point.x, point.y)
      if degrees != 0 { transform(.rotation(degrees: degrees)) }
      draw(text, at: offset)
    }
    return Rect(
      x: point.x + offset.x, y: point.y + offset.y, width: extent.width, height: extent.height)
  }
}
