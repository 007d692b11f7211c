/// Figures side by side in a grid of equal cells, below a common title.
public struct SmallMultiples: Figure {
  /// What it shows.
  public var title: String
  /// The figures, row by row.
  public var figures: [any Figure]
  /// Cells in a row.
  public var columns: Int
  /// The size each figure looks right at; nil: three quarters of what it asks for alone.
  public var cell: Size?
  private static let gap = 18.0

  /// A grid of figures.
  public init(
    title: String = "", columns: Int = 2, cell: Size? = nil, _ figures: [any Figure]
  ) {
    self.title = title
    self.columns = max(1, columns)
    self.cell = cell
    self.figures = figures
  }

  private var across: Int { max(1, min(columns, figures.count)) }
  private var down: Int { max(1, (figures.count + across - 1) / across) }

  /// The size it looks right at.
  public var preferredSize: Size {
    let widest = (figures.map(\.preferredSize.width).max() ?? 480) * 0.75
    let tallest = (figures.map(\.preferredSize.height).max() ?? 300) * 0.75
    return Size(
      (cell?.width ?? widest) * Double(across) + Self.gap,
      (cell?.height ?? tallest) * Double(down) + Self.gap)
  }

  /// Draws itself inside a rectangle.
  public func draw(on canvas: any Canvas, in rect: Rect, theme: Theme) {
    let body = FigureHeader(title: title).draw(on: canvas, in: rect, theme: theme)
    let width = (body.width - Self.gap * Double(across - 1)) / Double(across)
    let height = (body.height - Self.gap * Double(down - 1)) / Double(down)
    guard width > 4, height > 4 else { return }
    for (index, figure) in figures.enumerated() {
      let cell = Rect(
        x: body.minX + Double(index % across) * (width + Self.gap),
        y: body.minY + Double(index / across) * (height + Self.gap), width: width, height: height)
      figure.draw(on: canvas, in: cell, theme: theme)
    }
  }

  /// What a reader who cannot see it should be told.
  public var alternative: String { figures.map(\.alternative).joined(separator: " ") }
}
