/// How counts and shares are written in cells: as large as the widest of them allows, shares left
/// out first, then everything.
struct CellText {
  private let count: TextStyle?
  private let share: TextStyle?
  private let isCompact: Bool

  /// Whether a 0 is written; where there is little room, empty cells are left empty.
  let showsZeros: Bool

  /// The style for cells of a size whose largest count is `most`.
  init(most: Int, cell: Size, canvas: any Canvas, theme: Theme) {
    let room = Size(cell.width - 5, cell.height - 3)
    let style = TextStyle(size: 10, weight: .medium)
    func scale(_ string: String, of height: Double) -> Double {
      let extent = canvas.measure(Text(string, style))
      return min(room.width / extent.width, height / extent.height)
    }
    let full = scale(NumberText.count(most), of: room.height)
    let compact = scale(NumberText.compactCount(most), of: room.height)
    isCompact = full < 0.7 && compact > full * 1.05
    let best = max(full, isCompact ? compact : 0)
    // Under 5.5 points it would be texture rather than text.
    guard best >= 0.55 else {
      (count, share, showsZeros) = (nil, nil, false)
      return
    }
    let withShare = min(
      scale(
        isCompact ? NumberText.compactCount(most) : NumberText.count(most), of: room.height * 0.55),
      scale(">99%", of: room.height * 0.45) * 1.25)
    let size = min(1.05, withShare >= 0.8 ? withShare : best) * 10
    count = style.sized(size)
    share = withShare >= 0.8 ? TextStyle(size: size * 0.8) : nil
    showsZeros = size >= 7.5
  }

  /// Writes a count, and its share of the row if there is room, in the middle of a cell.
  func draw(_ value: Int, _ part: Double, in box: Rect, ink: Color, on canvas: any Canvas) {
    guard let count else { return }
    let number = isCompact ? NumberText.compactCount(value) : NumberText.count(value)
    let text = Text(number, count.colored(ink))
    guard let share, value > 0 else {
      canvas.draw(text, at: Point(box.midX, box.midY), anchor: .center)
      return
    }
    let below = Text(NumberText.percent(part), share.colored(ink))
    let (above, under) = (canvas.measure(text).height, canvas.measure(below).height)
    let top = box.midY - (above + under) / 2
    canvas.draw(text, at: Point(box.midX, top), anchor: .top)
    canvas.draw(below, at: Point(box.midX, top + above), anchor: .top)
  }
}
