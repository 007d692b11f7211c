extension Theme {
  /// The colour of the series at an index; after the last colour they begin again.
  public func seriesColor(_ index: Int) -> Color {
    series.isEmpty ? ink : series[index % series.count]
  }

  /// The dashes of the series at an index; they move on once the colours have all been used.
  public func seriesDash(_ index: Int) -> [Double] {
    dashes.isEmpty ? [] : dashes[(index + index / max(1, series.count)) % dashes.count]
  }

  /// The ramp's colour for a share in 0...1; outside it the ends hold.
  public func rampColor(_ share: Double) -> Color { Self.color(of: ramp, at: share) ?? paper }

  /// The colour of the ramp of mistakes for a share in 0...1.
  public func faultColor(_ share: Double) -> Color { Self.color(of: faultRamp, at: share) ?? paper }

  private static func color(of ramp: [Color], at share: Double) -> Color? {
    guard ramp.count > 1, share > 0 else { return ramp.first }
    let position = min(share, 1) * Double(ramp.count - 1)
    let index = min(Int(position), ramp.count - 2)
    return ramp[index].mixed(with: ramp[index + 1], share: position - Double(index))
  }

  /// The colour, darkened towards ink until words in it can be read on paper (WCAG 2, level AA).
  public func textColor(_ color: Color) -> Color {
    let candidates = (0...10).lazy.map { color.mixed(with: ink, share: Double($0) / 10) }
    return candidates.first { $0.contrast(to: paper) >= 4.5 } ?? ink
  }

  /// Ink or paper, whichever reads better on a background.
  public func readableInk(on background: Color) -> Color {
    ink.contrast(to: background) >= paper.contrast(to: background) ? ink : paper
  }

  /// A figure's title.
  public var titleStyle: TextStyle { TextStyle(size: type.title, weight: .semibold, color: ink) }
  /// Axis titles and legends.
  public var labelStyle: TextStyle { TextStyle(size: type.label, color: ink) }
  /// Tick labels and notes.
  public var tickStyle: TextStyle { TextStyle(size: type.tick, color: muted) }
}
