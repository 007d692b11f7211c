/// Chooses ticks by the measured size of their labels.
enum TickLayout {
  /// Between an axis and its labels.
  static let gap = 5.0

  /// Ticks for an upright axis of a height, and the width of their widest label.
  static func vertical(
    _ scale: Scale, height: Double, _ canvas: any Canvas, _ theme: Theme
  ) -> (ticks: [Tick], width: Double) {
    let line = canvas.measure(Text("0", theme.tickStyle)).height
    let ticks = scale.ticks(atMost: max(2, min(7, Int(height / (line * 2.2)))))
    let widths = ticks.map { canvas.measure(Text($0.label, theme.tickStyle)).width }
    return (ticks, widths.max() ?? 0)
  }

  /// The most ticks along a width whose labels keep apart.
  static func horizontal(
    _ scale: Scale, width: Double, _ canvas: any Canvas, _ theme: Theme
  ) -> [Tick] {
    for limit in stride(from: max(2, min(12, Int(width / 30))), to: 1, by: -1) {
      let ticks = scale.ticks(atMost: limit)
      if keepApart(ticks, scale, width, canvas, theme) { return ticks }
    }
    return scale.ticks(atMost: 1)
  }

  /// Room the last label of a horizontal axis may need beyond its end.
  static func overhang(_ scale: Scale, _ canvas: any Canvas, _ theme: Theme) -> Double {
    let ticks = scale.ticks(atMost: 8).filter(\.isNamed)
    guard let last = ticks.last, (scale.position(of: last.value) ?? 0) > 0.9 else { return 2 }
    return canvas.measure(Text(last.label, theme.tickStyle)).width / 2 + 1
  }

  private static func keepApart(
    _ ticks: [Tick], _ scale: Scale, _ width: Double, _ canvas: any Canvas, _ theme: Theme
  ) -> Bool {
    var end = -Double.infinity
    for tick in ticks where tick.isNamed {
      guard let share = scale.position(of: tick.value) else { continue }
      let half = canvas.measure(Text(tick.label, theme.tickStyle)).width / 2
      guard share * width - half >= end + 7 else { return false }
      end = share * width + half
    }
    return true
  }
}
