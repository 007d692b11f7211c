/// The lines above and below a figure's body: title, legend, note.
struct FigureHeader {
  var title: String
  var legend: [LegendEntry] = []
  var note = ""

  /// Draws them and returns what is left for the body.
  func draw(on canvas: any Canvas, in rect: Rect, theme: Theme) -> Rect {
    var top = 0.0
    if !title.isEmpty {
      let text = Text(
        title, theme.titleStyle, width: rect.width, overflow: .ellipsis(lines: 2))
      canvas.draw(text, at: rect.origin)
      top = canvas.measure(text).height + 6
    }
    if !legend.isEmpty {
      let room = rect.inset(top: top)
      top += Legend(entries: legend).draw(on: canvas, in: room, theme: theme) + 6
    }
    let bottom = note.isEmpty ? 0 : drawNote(on: canvas, in: rect, theme: theme)
    return rect.inset(top: top, bottom: bottom)
  }

  private func drawNote(on canvas: any Canvas, in rect: Rect, theme: Theme) -> Double {
    let text = Text(note, theme.tickStyle, width: rect.width, overflow: .ellipsis(lines: 3))
    let height = canvas.measure(text).height
    canvas.draw(text, at: Point(rect.minX, rect.maxY - height))
    return height + 6
  }
}
