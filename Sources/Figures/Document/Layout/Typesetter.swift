/// Sets prose in styles and widths; everything is measured by Pango.
final class Typesetter {
  let theme: Theme
  private let shaper = TextShaper()

  init(theme: Theme) {
    self.theme = theme
  }

  /// Prose in a style, broken into lines of a width; nil keeps it on one line.
  func set(
    _ prose: Document.Prose, _ style: SetStyle, width: Double? = nil,
    alignment: Text.Alignment = .leading, overflow: Text.Overflow = .wrap
  ) -> SetText {
    let inlines = prose.isEmpty ? [Document.Inline("\u{200B}")] : prose.inlines
    let text = Text(
      runs: inlines.map { TextRun($0.text, look($0, style.style)) }, width: width,
      alignment: alignment, overflow: overflow)
    return SetText(
      text: text, extent: shaper.measure(text), style: style, targets: inlines.map(\.target),
      linkColor: theme.link)
  }

  /// The look of a stretch inside text of a style.
  private func look(_ inline: Document.Inline, _ base: TextStyle) -> TextStyle {
    var style = base
    if inline.style.contains(.strong) { style.weight = base.weight == .regular ? .semibold : .bold }
    if inline.style.contains(.emphasis) { style.isItalic = true }
    if inline.style.contains(.code), base.face == .sans {
      style.face = .mono
      // The code face has a taller x: at nine tenths both look the same size.
      style.size = base.size * 0.9
    }
    if inline.target != nil { style.color = theme.link }
    return style
  }
}
