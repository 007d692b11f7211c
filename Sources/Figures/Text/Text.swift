/// A stretch of text in one style.
public struct TextRun: Hashable, Sendable {
  /// What it says.
  public var string: String
  /// How it looks.
  public var style: TextStyle

  /// A stretch in a style.
  public init(_ string: String, _ style: TextStyle) {
    self.string = string
    self.style = style
  }
}

/// A paragraph as it is laid out: runs, and how lines are made of them.
public struct Text: Hashable, Sendable {
  /// Where lines shorter than the width stand.
  public enum Alignment: Hashable, Sendable { case leading, center, trailing }

  /// What happens to text wider than `width`.
  public enum Overflow: Hashable, Sendable {
    /// Lines break between words, and inside a word only if it is wider than a line.
    case wrap
    /// Lines break, but there are never more than this many; the last ends in "…".
    case ellipsis(lines: Int)
    /// One line that loses its middle, as suits file names.
    case middleEllipsis
  }

  /// The stretches in order.
  public var runs: [TextRun]
  /// Points available for a line; nil is as much as it takes.
  public var width: Double?
  /// Where short lines stand in `width`.
  public var alignment: Alignment
  /// What happens when `width` is too little.
  public var overflow: Overflow
  /// Distance between baselines in proportion to the font's own.
  public var lineSpacing: Double

  /// A paragraph of runs.
  public init(
    runs: [TextRun], width: Double? = nil, alignment: Alignment = .leading,
    overflow: Overflow = .wrap, lineSpacing: Double = 1
  ) {
    self.runs = runs
    self.width = width
    self.alignment = alignment
    self.overflow = overflow
    self.lineSpacing = lineSpacing
  }

  /// A paragraph in one style.
  public init(
    _ string: String, _ style: TextStyle, width: Double? = nil, alignment: Alignment = .leading,
    overflow: Overflow = .wrap, lineSpacing: Double = 1
  ) {
    self.init(
      runs: [TextRun(string, style)], width: width, alignment: alignment, overflow: overflow,
      lineSpacing: lineSpacing)
  }

  /// What it says, runs joined.
  public var string: String { runs.map(\.string).joined() }
}

/// The room a text takes, in points.
public struct TextExtent: Hashable, Sendable {
  /// One line of it.
  public struct Line: Hashable, Sendable {
    /// Top of the line below the top of the text.
    public var top: Double
    /// Height of the line.
    public var height: Double
    /// Baseline of the line below the top of the text.
    public var baseline: Double
    /// Left edge of the line's ink box relative to the left edge of the text.
    public var x: Double
    /// Width of the line itself.
    public var width: Double
  }

  /// Width: the given one for text that is centred or trailing, else that of the longest line.
  public var width: Double
  /// Height of all lines.
  public var height: Double
  /// Baseline of the first line below the top.
  public var baseline: Double
  /// The lines from the top.
  public var lines: [Line]
  /// Where each run stands: its boxes, one for every line it touches.
  public var runBoxes: [[Rect]]
  /// Whether something was left out for lack of width.
  public var isEllipsized: Bool
}
