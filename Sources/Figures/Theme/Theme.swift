/// The look of every figure and page: charts name these and never a colour or size of their own.
public struct Theme: Hashable, Sendable {
  /// Text and axis lines.
  public var ink = Color(0x1B1F24)
  /// Text of second rank: tick labels, notes.
  public var muted = Color(0x5B6470)
  /// Lines that only guide the eye.
  public var grid = Color(0xE4E7EB)
  /// Axis lines and frames, between grid and ink.
  public var axis = Color(0xA3ABB5)
  /// Background of panels and code.
  public var panel = Color(0xF5F6F8)
  /// The sheet.
  public var paper = Color(0xFFFFFF)
  /// The one colour that says "look here".
  public var accent = Color(0x0072B2)
  /// Links.
  public var link = Color(0x005A8C)
  /// A check that passed.
  public var good = Color(0x00785A)
  /// A check to look at.
  public var caution = Color(0x9A5B00)
  /// A check that failed.
  public var bad = Color(0xB03A00)

  /// Colours of series in order.
  ///
  /// Okabe and Ito's palette, safe for colour-blind readers, ordered so that neighbours differ in
  /// luminance too and stay apart in grey print. Its yellow is left out: as a thin line on white it
  /// cannot be seen.
  public var series = [
    Color(0x0072B2), Color(0xD55E00), Color(0x009E73), Color(0xCC79A7), Color(0x56B4E9),
    Color(0xE69F00), Color(0x1B1F24),
  ]
  /// Dashes of series in order, so that lines can be told apart without colour.
  public var dashes: [[Double]] = [
    [], [5, 2.5], [1.2, 2.4], [8, 2.5, 1.2, 2.5], [3, 1.5], [10, 3], [2, 2],
  ]
  /// Stations of the ramp for shares; dark means much, in grey too.
  public var ramp = [
    Color(0xF7FAFD), Color(0xDCE9F5), Color(0xB3D2EA), Color(0x77B0D9), Color(0x3D87C0),
    Color(0x135F9E), Color(0x083B6F),
  ]

  /// The ramp for shares that are mistakes: as light and dark as `ramp`, in the opposite hue.
  public var faultRamp = [
    Color(0xFEF8F3), Color(0xFCE3D0), Color(0xF9C29B), Color(0xEF9150), Color(0xD55E00),
    Color(0xA84400), Color(0x6E2B00),
  ]

  /// Em sizes of text.
  public var type = TypeScale()
  /// Widths of lines.
  public var lines = LineWidths()

  /// The house's theme.
  public static let standard = Theme()

  /// A theme of the standard values, to change some of them.
  public init() {}
}

/// Em sizes of text in points.
public struct TypeScale: Hashable, Sendable {
  /// A figure's title.
  public var title = 11.0
  /// Axis titles, legends.
  public var label = 8.5
  /// Tick labels and notes.
  public var tick = 7.5
  /// The smallest that is ever set.
  public var least = 5.0
}

/// Widths of lines in points.
public struct LineWidths: Hashable, Sendable {
  /// Grid.
  public var hair = 0.5
  /// Axes and frames.
  public var axis = 0.75
  /// Data.
  public var data = 1.6
}
