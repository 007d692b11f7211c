import CPangoCairo

/// Lays texts out, the same way whatever they are then drawn on.
///
/// Hinting is off and positions are not rounded, so that a text has one width in every format and
/// at every scale. Use it on the thread that made it: Pango's font map belongs to a thread.
final class TextShaper {
  private let context: OpaquePointer?
  private var layouts: [Text: TextLayout] = [:]
  private static let keptLayouts = 512

  init() {
    context = Self.makeContext()
  }

  deinit { if let context { g_object_unref(UnsafeMutableRawPointer(context)) } }

  /// The text laid out; nil only when memory is out.
  func layout(_ text: Text) -> TextLayout? {
    if let known = layouts[text] { return known }
    guard let context, let layout = TextLayout(text, in: context) else { return nil }
    if layouts.count >= Self.keptLayouts { layouts.removeAll(keepingCapacity: true) }
    layouts[text] = layout
    return layout
  }

  /// The room a text takes.
  func measure(_ text: Text) -> TextExtent {
    layout(text)?.extent
      ?? TextExtent(width: 0, height: 0, baseline: 0, lines: [], runBoxes: [], isEllipsized: false)
  }

  private static func makeContext() -> OpaquePointer? {
    guard let map = pango_cairo_font_map_get_default(),
      let context = pango_font_map_create_context(map),
      let options = cairo_font_options_create()
    else { return nil }
    defer { cairo_font_options_destroy(options) }
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    pango_cairo_context_set_font_options(context, options)
    pango_cairo_context_set_resolution(context, 72)
    pango_context_set_round_glyph_positions(context, 0)
    // The locale of whoever runs this must not change which CJK glyphs appear.
    pango_context_set_language(context, pango_language_from_string("en"))
    return context
  }
}
