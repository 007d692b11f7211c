/// A surface that can be drawn on: points, y downwards, origin in the upper left corner.
///
/// Drawing never throws: a surface that fails stays quiet until it is asked for its bytes. Values
/// that no surface can show (NaN, flattening transforms, negative dashes) draw nothing.
public protocol Canvas: AnyObject {
  /// The size of the present page in points.
  var size: Size { get }

  /// Remembers transform and clip.
  func save()
  /// Goes back to what `save` remembered.
  func restore()
  /// Applies a map to everything drawn from here on, before the maps already in force.
  func transform(_ map: Transform)
  /// Keeps everything drawn from here on inside a path.
  func clip(to path: Path)

  /// Fills a path with a colour.
  func fill(_ path: Path, with color: Color)
  /// Draws a path as a line.
  func stroke(_ path: Path, with stroke: Stroke)

  /// The room a text takes, by laying it out.
  func measure(_ text: Text) -> TextExtent
  /// Draws a text, or only some of its lines, with the upper left corner of what is drawn at a
  /// point. `lines` outside the text's own are left out.
  func draw(_ text: Text, at point: Point, lines: Range<Int>)

  /// Begins a stretch that means something; stretches nest.
  func beginTag(_ tag: Tag)
  /// Ends the stretch begun last, which must be `tag`.
  func endTag(_ tag: Tag)
}

/// A canvas with several pages and what belongs to a document: labels and an outline.
public protocol PagedCanvas: Canvas {
  /// Ends the present page and begins one of the given size.
  func nextPage(size: Size)
  /// Names the present page as a viewer shows it, such as "iv".
  func setPageLabel(_ label: String)
  /// Adds an outline entry that leads to a destination; returns its number, the parent of others.
  @discardableResult
  func addOutline(_ title: String, to destination: String, parent: Int?) -> Int
}

extension Canvas {
  /// Draws the whole text with its upper left corner at a point.
  public func draw(_ text: Text, at point: Point) {
    draw(text, at: point, lines: 0..<Int.max)
  }

  /// Does the drawing inside and then goes back to the present transform and clip.
  public func isolated<Result>(_ drawing: () throws -> Result) rethrows -> Result {
    save()
    defer { restore() }
    return try drawing()
  }

  /// Marks what is drawn inside as a stretch that means something.
  public func tagged<Result>(_ tag: Tag, _ drawing: () throws -> Result) rethrows -> Result {
    beginTag(tag)
    defer { endTag(tag) }
    return try drawing()
  }

  /// Moves everything drawn from here on.
  public func translate(_ x: Double, _ y: Double) { transform(.translation(x, y)) }

  /// Fills a rectangle.
  public func fill(_ rect: Rect, with color: Color) { fill(Path(rect), with: color) }

  /// Draws the outline of a rectangle.
  public func stroke(_ rect: Rect, with stroke: Stroke) { self.stroke(Path(rect), with: stroke) }

  /// Draws one straight line.
  public func line(from start: Point, to end: Point, with stroke: Stroke) {
    self.stroke(Path(from: start, to: end), with: stroke)
  }
}
