extension LineChart {
  /// The horizontal axis, over every place that is finite.
  public var horizontal: Axis {
    let values = series.lazy.flatMap(\.points).map(\.x)
    if horizontalScale == .logarithmic {
      return Axis(xTitle, scale: Scale(.logarithmic, covering: values, padding: 0.03))
    }
    let isIntegral = values.allSatisfy { !$0.isFinite || $0 == $0.rounded() }
    return Axis(xTitle, scale: Scale(covering: values, integral: isIntegral))
  }

  /// The vertical axis; a linear one starts at zero when the values come near it.
  public var vertical: Axis {
    let values = series.lazy.flatMap(\.points).map(\.y).filter(\.isFinite)
    guard let least = values.min(), let most = values.max() else {
      return Axis(yTitle, unit: unit, scale: Scale(from: 0, to: 1))
    }
    if isLogarithmic(least, most) {
      return Axis(yTitle, unit: unit, scale: Scale(.logarithmic, covering: values, padding: 0.05))
    }
    let nearZero = (least >= 0 && least < most * 0.4) || (most <= 0 && most > least * 0.4)
    let scale = Scale(covering: values, includingZero: nearZero, padding: 0.05)
    return Axis(yTitle, unit: unit, scale: scale)
  }

  private func isLogarithmic(_ least: Double, _ most: Double) -> Bool {
    switch verticalScale {
    case .automatic: least > 0 && most / least > 100
    case .linear: false
    case .logarithmic: true
    }
  }

  /// Whether a place can be drawn on the chart's axes.
  func isShown(_ place: DataPoint) -> Bool {
    Scale.hasPlace(place.x, horizontalScale) && Scale.hasPlace(place.y, vertical.scale.kind)
  }

  /// How many values are missing from the picture, and why.
  var note: String {
    let kind = vertical.scale.kind
    let places = series.lazy.flatMap(\.points)
    let missing = places.count { !$0.x.isFinite || !$0.y.isFinite }
    let belowZero = places.count {
      $0.x.isFinite && $0.y.isFinite
        && !(Scale.hasPlace($0.y, kind) && Scale.hasPlace($0.x, horizontalScale))
    }
    var parts: [String] = []
    if missing > 0 { parts.append("\(NumberText.count(missing)) not finite") }
    if belowZero > 0 { parts.append("\(NumberText.count(belowZero)) not positive") }
    return parts.isEmpty ? "" : "values left out: " + parts.joined(separator: ", ")
  }

  /// What a reader who cannot see it should be told.
  public var alternative: String {
    let lines = series.map { series -> String in
      let values = series.points.filter { $0.x.isFinite && $0.y.isFinite }
      guard let first = values.first, let last = values.last,
        let least = values.min(by: { $0.y < $1.y })
      else { return "\(series.name): no finite values" }
      return "\(series.name): from \(NumberText.short(first.y)) to \(NumberText.short(last.y)), "
        + "lowest \(NumberText.short(least.y)) at \(xTitle) \(NumberText.short(least.x))"
    }
    let marks = events.map { "\($0.label) at \(NumberText.short($0.x))" }
    return (["Lines of \(yTitle) by \(xTitle)"] + lines + marks).joined(separator: "; ") + "."
  }
}
