/// An outline made of straight and curved pieces; a value, so that it can be compared and kept.
public struct Path: Hashable, Sendable {
  /// One piece.
  public enum Element: Hashable, Sendable {
    case move(Point)
    case line(Point)
    case curve(Point, Point, to: Point)
    case close
  }

  /// The pieces in order.
  public private(set) var elements: [Element] = []

  /// A path of no pieces.
  public init() {}

  /// The outline of a rectangle.
  public init(_ rect: Rect) {
    move(to: Point(rect.minX, rect.minY))
    line(to: Point(rect.maxX, rect.minY))
    line(to: Point(rect.maxX, rect.maxY))
    line(to: Point(rect.minX, rect.maxY))
    close()
  }

  /// The straight lines through the points in order.
  public init(lines points: [Point]) {
    for (index, point) in points.enumerated() {
      index == 0 ? move(to: point) : line(to: point)
    }
  }

  /// One straight line.
  public init(from start: Point, to end: Point) {
    self.init(lines: [start, end])
  }

  /// A circle in four cubic arcs, true to 0.03 % of the radius.
  public init(circle center: Point, radius: Double) {
    let handle = radius * 0.5522847498
    let (x, y) = (center.x, center.y)
    move(to: Point(x + radius, y))
    curve(Point(x + radius, y + handle), Point(x + handle, y + radius), to: Point(x, y + radius))
    curve(Point(x - handle, y + radius), Point(x - radius, y + handle), to: Point(x - radius, y))
    curve(Point(x - radius, y - handle), Point(x - handle, y - radius), to: Point(x, y - radius))
    curve(Point(x + handle, y - radius), Point(x + radius, y - handle), to: Point(x + radius, y))
    close()
  }

  /// Lifts the pen and sets it down at a point.
  public mutating func move(to point: Point) { elements.append(.move(point)) }

  /// Goes straight to a point.
  public mutating func line(to point: Point) { elements.append(.line(point)) }

  /// Goes to a point along a cubic Bézier curve.
  public mutating func curve(_ first: Point, _ second: Point, to point: Point) {
    elements.append(.curve(first, second, to: point))
  }

  /// Goes straight back to where the pen was last set down.
  public mutating func close() { elements.append(.close) }

  /// Adds the pieces of another path.
  public mutating func append(_ other: Path) { elements += other.elements }

  /// Whether it has no pieces.
  public var isEmpty: Bool { elements.isEmpty }

  /// Every point and handle.
  public var points: [Point] {
    elements.flatMap { element -> [Point] in
      switch element {
      case .move(let point), .line(let point): [point]
      case .curve(let first, let second, let point): [first, second, point]
      case .close: []
      }
    }
  }

  /// The rectangle around every point and handle; nil for an empty path.
  public var bounds: Rect? {
    let boxes = points.map { Rect(origin: $0, size: Size(0, 0)) }
    return boxes.first.map { boxes.dropFirst().reduce($0) { $0.union($1) } }
  }
}
