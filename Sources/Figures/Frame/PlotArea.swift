/// The rectangle data is drawn in, with the scales that place it there.
struct PlotArea {
  let rect: Rect
  let x: Scale
  let y: Scale

  /// Where a place in data space lies on the page; nil if an axis has no place for it.
  func callAsFunction(_ place: DataPoint) -> Point? {
    guard let across = x.position(of: place.x), let up = y.position(of: place.y) else { return nil }
    return Point(rect.minX + across * rect.width, rect.maxY - up * rect.height)
  }

  /// Draws marks, in order, clipped to a little more than the area so that lines on its edge keep
  /// their width.
  func draw(_ marks: [Mark], on canvas: any Canvas, theme: Theme) {
    canvas.isolated {
      canvas.clip(to: Path(rect.inset(left: -2, top: -2, right: -2, bottom: -2)))
      for mark in marks { draw(mark, on: canvas, theme: theme) }
    }
  }

  private func draw(_ mark: Mark, on canvas: any Canvas, theme: Theme) {
    switch mark {
    case .line(let places, let role): drawLine(places, role, canvas, theme)
    case .dots(let places, let role, let radius, let opacity):
      let color = theme.color(of: role).opacity(opacity)
      // One path for each dot: where translucent dots overlap it is darker.
      for point in places.compactMap({ self($0) }) {
        canvas.fill(Path(circle: point, radius: radius), with: color)
      }
    case .bar(let from, let to, let role):
      // A hair of paper between neighbours, but not where bars are mere lines.
      if let box = box(from, to) {
        canvas.fill(box.inset(right: box.width > 3 ? 0.75 : 0), with: theme.color(of: role))
      }
    case .cell(let from, let to, let share):
      // Cells overlap a little, or paper would shine between them.
      if let box = box(from, to) {
        canvas.fill(box.inset(right: -0.2, bottom: -0.2), with: theme.rampColor(share))
      }
    case .rule(let from, let to, let role):
      if let start = self(from), let end = self(to) {
        canvas.line(from: start, to: end, with: theme.stroke(of: role))
      }
    }
  }

  private func box(_ from: DataPoint, _ to: DataPoint) -> Rect? {
    guard let a = self(from), let b = self(to) else { return nil }
    return Rect(x: min(a.x, b.x), y: min(a.y, b.y), width: abs(a.x - b.x), height: abs(a.y - b.y))
  }

  private func drawLine(
    _ places: [DataPoint], _ role: Role, _ canvas: any Canvas, _ theme: Theme
  ) {
    for piece in pieces(places) {
      guard piece.count > 1 else {
        canvas.fill(
          Path(circle: piece[0], radius: theme.lines.data * 1.6), with: theme.color(of: role))
        continue
      }
      canvas.stroke(Path(lines: piece), with: theme.stroke(of: role))
    }
  }

  /// The stretches of a line between missing places.
  private func pieces(_ places: [DataPoint]) -> [[Point]] {
    var pieces: [[Point]] = []
    var present: [Point] = []
    for place in places {
      if let point = self(place) {
        present.append(point)
      } else if !present.isEmpty {
        pieces.append(present)
        present = []
      }
    }
    return present.isEmpty ? pieces : pieces + [present]
  }
}

extension Theme {
  /// The colour of a role.
  func color(of role: Role) -> Color {
    switch role {
    case .series(let index): seriesColor(index)
    case .reference: axis
    }
  }

  /// The line of a role.
  func stroke(of role: Role) -> Stroke {
    switch role {
    case .series(let index):
      Stroke(seriesColor(index), width: lines.data, dash: seriesDash(index), round: true)
    case .reference: Stroke(muted, width: lines.axis, dash: [4, 3])
    }
  }
}
