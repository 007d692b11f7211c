import Glibc

/// An affine map of the plane: x' = xx·x + xy·y + x0, y' = yx·x + yy·y + y0.
public struct Transform: Hashable, Sendable {
  var xx = 1.0
  var yx = 0.0
  var xy = 0.0
  var yy = 1.0
  var x0 = 0.0
  var y0 = 0.0

  /// The map that changes nothing.
  public static let identity = Transform()

  /// Moves by (`x`, `y`).
  public static func translation(_ x: Double, _ y: Double) -> Transform {
    var map = Transform()
    map.x0 = x
    map.y0 = y
    return map
  }

  /// Turns clockwise on the page by `degrees`; -90 makes text read upwards.
  ///
  /// Right angles are exact, so that the bytes of a page do not depend on the rounding of a sine.
  public static func rotation(degrees: Double) -> Transform {
    var map = Transform()
    (map.yx, map.xx) = sineAndCosine(degrees)
    map.xy = -map.yx
    map.yy = map.xx
    return map
  }

  /// Stretches by factors across and down.
  public static func scale(_ x: Double, _ y: Double) -> Transform {
    var map = Transform()
    map.xx = x
    map.yy = y
    return map
  }

  /// The map that does `inner` first and then this one.
  public func concatenating(_ inner: Transform) -> Transform {
    var map = Transform()
    map.xx = xx * inner.xx + xy * inner.yx
    map.xy = xx * inner.xy + xy * inner.yy
    map.yx = yx * inner.xx + yy * inner.yx
    map.yy = yx * inner.xy + yy * inner.yy
    map.x0 = xx * inner.x0 + xy * inner.y0 + x0
    map.y0 = yx * inner.x0 + yy * inner.y0 + y0
    return map
  }

  /// Where a point goes.
  public func callAsFunction(_ point: Point) -> Point {
    Point(xx * point.x + xy * point.y + x0, yx * point.x + yy * point.y + y0)
  }

  /// The bounds of where a rectangle goes.
  public func callAsFunction(_ rect: Rect) -> Rect {
    let corners = [
      self(Point(rect.minX, rect.minY)), self(Point(rect.maxX, rect.minY)),
      self(Point(rect.minX, rect.maxY)), self(Point(rect.maxX, rect.maxY)),
    ]
    let boxes = corners.map { Rect(origin: $0, size: Size(0, 0)) }
    return boxes.dropFirst().reduce(boxes[0]) { $0.union($1) }
  }

  /// Whether a drawing surface can use it: finite and not flattening the plane to a line.
  var isUsable: Bool {
    [xx, xy, yx, yy, x0, y0].allSatisfy(\.isFinite) && abs(xx * yy - xy * yx) > 1e-12
  }

  private static func sineAndCosine(_ degrees: Double) -> (Double, Double) {
    switch degrees.truncatingRemainder(dividingBy: 360) {
    case 0: (0, 1)
    case 90, -270: (1, 0)
    case 180, -180: (0, -1)
    case -90, 270: (-1, 0)
    case let other: (sin(other * .pi / 180), cos(other * .pi / 180))
    }
  }
}
