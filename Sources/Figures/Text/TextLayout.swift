import CPangoCairo

/// A text laid out by Pango; owns the layout and gives it back when it goes.
final class TextLayout {
  private let layout: OpaquePointer
  private let text: Text

  init?(_ text: Text, in context: OpaquePointer) {
    guard let layout = pango_layout_new(context) else { return nil }
    self.layout = layout
    self.text = text
    configure()
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

  private func configure() {
    let strings = text.runs.map { $0.string.printable }
    let joined = strings.joined()
    pango_layout_set_text(layout, joined, Int32(clamping: joined.utf8.count))
    setAttributes(byteCounts: strings.map(\.utf8.count))
    setLines()
  }

  private func setAttributes(byteCounts: [Int]) {
    guard let list = pango_attr_list_new() else { return }
    defer { pango_attr_list_unref(list) }
    var start = 0
    for (run, count) in zip(text.runs, byteCounts) {
      for attribute in run.style.attributes() {
        attribute.pointee.start_index = guint(clamping: start)
        attribute.pointee.end_index = guint(clamping: start + count)
        pango_attr_list_insert(list, attribute)
      }
      start += count
    }
    pango_layout_set_attributes(layout, list)
    // An empty text still has the height of its style's line.
    if let style = text.runs.first?.style { style.withDescription(set) }
  }

  private func set(_ description: OpaquePointer) {
    pango_layout_set_font_description(layout, description)
  }

  private func setLines() {
    if let width = text.width, width.isFinite {
      let units = max(0, min(width, 1e6)) * Double(PANGO_SCALE)
      pango_layout_set_width(layout, Int32(units.rounded(.up)))
    }
    switch text.alignment {
    case .leading: pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT)
    case .center: pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
    case .trailing: pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
    }
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    switch text.overflow {
    case .wrap: break
    case .ellipsis(let lines):
      pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
      // A negative height counts lines of each paragraph.
      pango_layout_set_height(layout, -Int32(clamping: max(1, lines)))
    case .middleEllipsis:
      pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_MIDDLE)
    }
    if text.lineSpacing != 1, text.lineSpacing.isFinite {
      pango_layout_set_line_spacing(layout, Float(max(0.1, text.lineSpacing)))
    }
  }

  /// Measured once; figures measure and draw the same text over and over.
  private(set) lazy var extent: TextExtent = {
    var logical = PangoRectangle()
    pango_layout_get_extents(layout, nil, &logical)
    let boxes = eachLine { line, x, baseline, rect in
      TextExtent.Line(
        top: points(rect.y), height: points(rect.height), baseline: points(baseline), x: points(x),
        width: points(rect.width))
    }
    let isFilled = text.width != nil && text.alignment != .leading
    return TextExtent(
      width: isFilled ? max(text.width ?? 0, points(logical.width)) : points(logical.width),
      height: points(logical.height), baseline: points(pango_layout_get_baseline(layout)),
      lines: boxes, runBoxes: runBoxes(), isEllipsized: pango_layout_is_ellipsized(layout) != 0)
  }()

  /// Draws lines of the text with the top of the first of them at `point`.
  func show(on context: OpaquePointer, at point: Point, lines: Range<Int>) {
    let all = extent.lines
    let wanted = lines.clamped(to: 0..<all.count)
    guard let first = wanted.first else { return }
    var number = 0
    _ = eachLine { line, x, baseline, _ in
      if wanted.contains(number) {
        let y = point.y + points(baseline) - (first == 0 ? 0 : all[first].top)
        cairo_move_to(context, point.x + points(x), y)
        pango_cairo_show_layout_line(context, line)
      }
      number += 1
    }
  }

  private func eachLine<Result>(
    _ body: (UnsafeMutablePointer<PangoLayoutLine>, Int32, Int32, PangoRectangle) -> Result
  ) -> [Result] {
    guard let iterator = pango_layout_get_iter(layout) else { return [] }
    defer { pango_layout_iter_free(iterator) }
    var results: [Result] = []
    repeat {
      guard let line = pango_layout_iter_get_line_readonly(iterator) else { continue }
      var rect = PangoRectangle()
      pango_layout_iter_get_line_extents(iterator, nil, &rect)
      results.append(body(line, rect.x, pango_layout_iter_get_baseline(iterator), rect))
    } while pango_layout_iter_next_line(iterator) != 0
    return results
  }

  private func runBoxes() -> [[Rect]] {
    guard text.runs.count > 1 else { return [] }
    var start: Int32 = 0
    return text.runs.map { run in
      let end = start + Int32(clamping: run.string.printable.utf8.count)
      defer { start = end }
      return eachLine { line, _, _, rect in boxes(of: start..<end, in: line, rect) }.flatMap { $0 }
    }
  }

  private func boxes(
    of bytes: Range<Int32>, in line: UnsafeMutablePointer<PangoLayoutLine>, _ rect: PangoRectangle
  ) -> [Rect] {
    let lineStart = line.pointee.start_index
    let own = bytes.clamped(to: lineStart..<(lineStart + line.pointee.length))
    guard !own.isEmpty else { return [] }
    var ranges: UnsafeMutablePointer<Int32>?
    var count: Int32 = 0
    pango_layout_line_get_x_ranges(line, own.lowerBound, own.upperBound, &ranges, &count)
    defer { g_free(ranges) }
    return (0..<Int(count)).compactMap { index in
      guard let ranges else { return nil }
      let (left, right) = (ranges[2 * index], ranges[2 * index + 1])
      return Rect(
        x: points(left), y: points(rect.y), width: points(right - left),
        height: points(rect.height))
    }
  }
}

private func points(_ units: Int32) -> Double { Double(units) / Double(PANGO_SCALE) }

extension String {
  /// The string without what no font shows: C0 controls but line feed and tab become U+FFFD.
  fileprivate var printable: String {
    guard unicodeScalars.contains(where: \.isHiddenControl) else { return self }
    var copy = String.UnicodeScalarView()
    for scalar in unicodeScalars { copy.append(scalar.isHiddenControl ? "\u{FFFD}" : scalar) }
    return String(copy)
  }
}

extension Unicode.Scalar {
  fileprivate var isHiddenControl: Bool {
    (value < 0x20 && value != 0x0A && value != 0x09) || value == 0x7F
  }
}
