import CPangoCairo

extension TextStyle {
  /// Pango's attributes for the style; the caller hands each to a list, which then owns it.
  func attributes() -> [UnsafeMutablePointer<PangoAttribute>] {
    var list: [UnsafeMutablePointer<PangoAttribute>?] = [
      pango_attr_foreground_new(
        color.red.as16Bits, color.green.as16Bits, color.blue.as16Bits),
      pango_attr_font_features_new(features),
    ]
    if color.opacity < 1 {
      list.append(pango_attr_foreground_alpha_new(max(1, color.opacity.as16Bits)))
    }
    if isUnderlined { list.append(pango_attr_underline_new(PANGO_UNDERLINE_SINGLE)) }
    withDescription { list.append(pango_attr_font_desc_new($0)) }
    return list.compactMap { $0 }
  }

  /// Calls the body with Pango's description of the font, which lives only that long.
  func withDescription(_ body: (OpaquePointer) -> Void) {
    guard let description = pango_font_description_new() else { return }
    defer { pango_font_description_free(description) }
    pango_font_description_set_family(description, face.families)
    let units = max(0.1, min(size.isFinite ? size : 10, 1000)) * Double(PANGO_SCALE)
    pango_font_description_set_absolute_size(description, units)
    pango_font_description_set_weight(description, PangoWeight(UInt32(weight.rawValue)))
    pango_font_description_set_style(
      description, isItalic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
    body(description)
  }

  /// Figures of one width; code keeps its characters apart instead of joining `->` to an arrow.
  private var features: String { face == .mono ? "tnum=1,calt=0,liga=0" : "tnum=1" }
}

extension Double {
  fileprivate var as16Bits: UInt16 { UInt16((max(0, min(1, self)) * 65535).rounded()) }
}
