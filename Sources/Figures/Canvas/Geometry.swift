/// A position in points, 1/72 inch; x grows rightwards and y downwards.
public struct Point: Hashable, Sendable {
  /// Points from the left.
  public var x: Double
  /// Points from the top.
  public var y: Double

  /// The point at the given coordinates.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  /// The upper left corner.
  public static let zero = Point(0, 0)
}

/// A width and a height in points.
public struct Size: Hashable, Sendable {
  /// Points across.
  public var width: Double
  /// Points down.
  public var height: Double

  /// A size of the given width and height.
  public init(_ width: Double, _ height: Double) {
    self.width = width
    self.height = height
  }

  /// A sheet of A4, upright.
  public static let a4 = Size(595.276, 841.89)
}

/// An axis-parallel rectangle in points.
public struct Rect: Hashable, Sendable {
  /// Left edge.
  public var x: Double
  /// Upper edge.
  public var y: Double
  /// Points across; never negative in what this room makes.
  public var width: Double
  /// Points down; never negative in what this room makes.
  public var height: Double

  /// The rectangle with its upper left corner at (`x`, `y`).
  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The rectangle of a size at an origin.
  public init(origin: Point = .zero, size: Size) {
    self.init(x: origin.x, y: origin.y, width: size.width, height: size.height)
  }

  /// Left edge.
  public var minX: Double { x }
  /// Right edge.
  public var maxX: Double { x + width }
  /// Upper edge.
  public var minY: Double { y }
  /// Lower edge.
  public var maxY: Double { y + height }
  /// Middle between left and right.
  public var midX: Double { x + width / 2 }
  /// Middle between top and bottom.
  public var midY: Double { y + height / 2 }
  /// Width and height.
  public var size: Size { Size(width, height) }
  /// Upper left corner.
  public var origin: Point { Point(x, y) }

  /// The rectangle with its edges moved inwards; it never turns inside out.
  public func inset(
    left: Double = 0, top: Double = 0, right: Double = 0, bottom: Double = 0
  ) -> Rect {
    Rect(
      x: x + left, y: y + top,
      width: max(0, width - left - right), height: max(0, height - top - bottom))
  }

  /// Whether the two share an area larger than `tolerance` points either way.
  public func overlaps(_ other: Rect, tolerance: Double = 0) -> Bool {
    min(maxX, other.maxX) - max(minX, other.minX) > tolerance
      && min(maxY, other.maxY) - max(minY, other.minY) > tolerance
  }

  /// Whether the other lies inside, edges included, to within `tolerance` points.
  public func contains(_ other: Rect, tolerance: Double = 1e-6) -> Bool {
    other.minX >= minX - tolerance && other.maxX <= maxX + tolerance
      && other.minY >= minY - tolerance && other.maxY <= maxY + tolerance
  }

  /// The smallest rectangle around both.
  public func union(_ other: Rect) -> Rect {
    let left = min(minX, other.minX)
    let top = min(minY, other.minY)
    return Rect(
      x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
  }
}
