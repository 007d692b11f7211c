import Glibc

/// Predicted against true values with the line where both are equal; it is square, and both axes
/// have the same scale.
///
/// Above 20,000 rows squares of the plane are coloured by how many rows lie in them: so many dots
/// would hide each other and swell the file.
public struct ScatterChart: Figure {
  /// What it shows.
  public var title: String
  /// Name of the horizontal axis.
  public var trueTitle: String
  /// Name of the vertical axis.
  public var predictedTitle: String
  /// Unit of both axes; empty for plain numbers.
  public var unit: String
  /// One place for each row: x the true value, y the predicted one.
  public var points: [DataPoint]
  /// With more rows than this they are counted in squares.
  public static let dotLimit = 20_000
  private static let squaresAcross = 60

  /// A chart of rows.
  public init(
    title: String, trueTitle: String = "true", predictedTitle: String = "predicted",
    unit: String = "", points: [DataPoint]
  ) {
    self.title = title
    self.trueTitle = trueTitle
    self.predictedTitle = predictedTitle
    self.unit = unit
    self.points = points
  }

  /// The size it looks right at.
  public var preferredSize: Size { Size(340, 380) }

  private var finite: [DataPoint] { points.filter { $0.x.isFinite && $0.y.isFinite } }

  /// Draws itself inside a rectangle.
  public func draw(on canvas: any Canvas, in rect: Rect, theme: Theme) {
    let shown = finite
    let scale = Scale(covering: shown.flatMap { [$0.x, $0.y] }, padding: 0.03)
    let isBinned = shown.count > Self.dotLimit
    let frame = PlotFrame(
      title: title, horizontal: Axis(trueTitle, unit: unit, scale: scale),
      vertical: Axis(predictedTitle, unit: unit, scale: scale),
      note: note(isBinned: isBinned, left: points.count - shown.count), isSquare: true)
    guard let plot = frame.draw(on: canvas, in: rect, theme: theme) else { return }
    guard !shown.isEmpty else {
      EmptyNotice.draw("no rows", on: canvas, in: plot.rect, theme: theme)
      return
    }
    let diagonal = Mark.rule(
      from: DataPoint(scale.lower, scale.lower), to: DataPoint(scale.upper, scale.upper), .reference
    )
    let data = isBinned ? squares(shown, scale) : [dots(shown)]
    // Squares would cover the line, dots would be crossed out by it.
    plot.draw(isBinned ? data + [diagonal] : [diagonal] + data, on: canvas, theme: theme)
    nameDiagonal(plot, on: canvas, theme)
  }

  private func note(isBinned: Bool, left: Int) -> String {
    let rows = "\(NumberText.count(points.count)) rows"
    return [
      isBinned ? "\(rows), darker squares hold more of them" : "",
      left > 0 ? "values left out: \(NumberText.count(left)) not finite" : "",
    ].filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private func dots(_ shown: [DataPoint]) -> Mark {
    let isSparse = shown.count <= 300
    return .dots(
      shown, .series(0), radius: isSparse ? 2.2 : 1.6,
      opacity: isSparse ? 0.65 : shown.count <= 3000 ? 0.4 : 0.2)
  }

  private func squares(_ shown: [DataPoint], _ scale: Scale) -> [Mark] {
    let across = Self.squaresAcross
    var counts = [Int](repeating: 0, count: across * across)
    for place in shown {
      guard let x = scale.position(of: place.x), let y = scale.position(of: place.y) else {
        continue
      }
      let column = max(0, min(across - 1, Int(x * Double(across))))
      counts[max(0, min(across - 1, Int(y * Double(across)))) * across + column] += 1
    }
    let most = log1p(Double(counts.max() ?? 1))
    let side = (scale.upper - scale.lower) / Double(across)
    return counts.enumerated().compactMap { index, count in
      guard count > 0 else { return nil }
      let corner = DataPoint(
        scale.lower + side * Double(index % across), scale.lower + side * Double(index / across))
      // By logarithm: a few full squares must not bleach all others; the least is still seen.
      let share = 0.15 + 0.85 * log1p(Double(count)) / most
      return .cell(from: corner, to: DataPoint(corner.x + side, corner.y + side), share: share)
    }
  }

  private func nameDiagonal(_ plot: PlotArea, on canvas: any Canvas, _ theme: Theme) {
    let text = Text("equal", theme.tickStyle)
    guard plot.rect.width > 5 * canvas.measure(text).width else { return }
    canvas.isolated {
      canvas.translate(plot.rect.maxX - 8, plot.rect.minY + 8)
      canvas.transform(.rotation(degrees: -45))
      canvas.draw(text, at: Point(0, -1.5), anchor: .bottomRight)
    }
  }

  /// What a reader who cannot see it should be told.
  public var alternative: String {
    let shown = finite
    guard !shown.isEmpty else { return "Predicted against true values; no rows." }
    let error = shown.map { abs($0.x - $0.y) / Double(shown.count) }.reduce(0, +)
    return "Predicted against true values of \(NumberText.count(shown.count)) rows; they are "
      + "\(NumberText.short(error)) apart on average."
  }
}
