/// A picture that can be drawn on any canvas.
public protocol Figure: Sendable {
  /// What it shows, in a few words.
  var title: String { get }
  /// What a reader who cannot see it should be told, with the numbers that matter.
  var alternative: String { get }
  /// The size it looks right at when nothing else decides, in points.
  var preferredSize: Size { get }
  /// Draws itself inside a rectangle; whatever the rectangle and the data, it draws something.
  func draw(on canvas: any Canvas, in rect: Rect, theme: Theme)
}

extension Figure {
  /// The usual size.
  public var preferredSize: Size { Size(480, 300) }

  /// Draws itself in the house's theme.
  public func draw(on canvas: any Canvas, in rect: Rect) {
    draw(on: canvas, in: rect, theme: .standard)
  }
}
