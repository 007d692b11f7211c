/// What a figure shows in place of data it does not have.
enum EmptyNotice {
  /// Draws a sentence in the middle of a rectangle.
  static func draw(_ sentence: String, on canvas: any Canvas, in rect: Rect, theme: Theme) {
    guard rect.width > 4, rect.height > 4 else { return }
    let text = Text(
      sentence, theme.labelStyle.colored(theme.muted), width: rect.width, alignment: .center,
      overflow: .ellipsis(lines: 2))
    canvas.draw(text, at: Point(rect.midX, rect.midY), anchor: .center)
  }
}
