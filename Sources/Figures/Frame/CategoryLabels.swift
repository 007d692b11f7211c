import Glibc

/// Names along an axis of equal steps, made to fit by measuring.
///
/// First they are set smaller, then only every second, fifth, tenth and so on is written; each is
/// cut with "…" at the width there is.
struct CategoryLabels {
  var names: [String]
  var canvas: any Canvas
  var theme: Theme

  /// Names as they will be drawn.
  struct Fitted {
    /// One text for each name that is written, by its position.
    var texts: [(index: Int, text: Text)]
    /// Distance between neighbouring positions.
    var pitch: Double
    /// Width of the widest.
    var width: Double
    /// Height of a line.
    var height: Double
    /// How many names share one that is written.
    var every: Int

    /// Draws names on lines below each other, right-aligned at `x`, the first step at `from`.
    func drawRight(at x: Double, from y: Double, on canvas: any Canvas) {
      for (index, text) in texts {
        canvas.draw(text, at: Point(x, y + (Double(index) + 0.5) * pitch), anchor: .right)
      }
    }

    /// Draws names that read upwards below `y`, the first step at `from`.
    func drawUpright(at y: Double, from x: Double, on canvas: any Canvas) {
      for (index, text) in texts {
        canvas.draw(
          text, at: Point(x + (Double(index) + 0.5) * pitch, y), anchor: .right, degrees: -90)
      }
    }

    /// Draws names side by side below `y`, centred on their steps.
    func drawLevel(at y: Double, from x: Double, on canvas: any Canvas) {
      for (index, text) in texts {
        canvas.draw(text, at: Point(x + (Double(index) + 0.5) * pitch, y), anchor: .top)
      }
    }
  }

  /// Names across steps `pitch` apart, no wider than `width`.
  func fitted(width: Double, pitch: Double) -> Fitted {
    let size = theme.type.tick
    let height = canvas.measure(Text("0", theme.tickStyle)).height
    let wished = size * min(1, pitch / height)
    let chosen = max(min(size, 6), wished)
    let style = theme.tickStyle.colored(theme.ink).sized(chosen)
    let line = height * chosen / size
    let every = Self.roundStep(line * 1.02 / pitch)
    let texts = names.indices.filter { $0.isMultiple(of: every) }.map { index in
      (index, Text(names[index], style, width: max(6, width), overflow: .ellipsis(lines: 1)))
    }
    let widest = texts.map { canvas.measure($0.1).width }.max() ?? 0
    return Fitted(
      texts: texts, pitch: pitch, width: widest, height: line, every: every)
  }

  /// Names side by side at full size; nil if any of them is wider than its step.
  func level(pitch: Double) -> Fitted? {
    let style = theme.tickStyle.colored(theme.ink)
    let texts = names.map { Text($0, style) }
    let extents = texts.map { canvas.measure($0) }
    guard extents.allSatisfy({ $0.width <= pitch - 4 && $0.lines.count < 2 }) else { return nil }
    return Fitted(
      texts: Array(texts.enumerated()).map { ($0.offset, $0.element) }, pitch: pitch,
      width: extents.map(\.width).max() ?? 0, height: extents.map(\.height).max() ?? 0, every: 1)
  }

  /// The least of 1, 2, 5, 10, 20 and so on that is not below a number.
  static func roundStep(_ least: Double) -> Int {
    guard least > 1, least < 1e9 else { return 1 }
    let power = powerOfTen(Int(log10(least).rounded(.down)))
    let factor = [1.0, 2, 5, 10].first { $0 * power >= least * (1 - 1e-9) } ?? 10
    return Int(factor * power)
  }
}
