import CPangoCairo

/// A canvas that makes the bytes of a PDF, an SVG or a PNG file.
///
/// It is used by one thread, from making it to `finish()`.
public final class CairoCanvas: PagedCanvas {
  /// The size of the present page in points.
  public private(set) var size: Size
  let surface: CairoSurface
  private let format: FigureFormat
  private let metadata: DocumentMetadata
  private let shaper = TextShaper()

  /// A canvas of the given size, for the given kind of file.
  ///
  /// Throws `FigureError` for a size that cannot be, or when Cairo refuses.
  public init(
    _ format: FigureFormat, size: Size, metadata: DocumentMetadata = DocumentMetadata()
  ) throws(FigureError) {
    try size.checkUsable()
    self.format = format
    self.metadata = metadata
    self.size = size
    surface = try Self.makeSurface(format, size)
    prepare()
  }

  /// Ends the last page and returns the file; the canvas is of no use after that.
  public func finish() throws(FigureError) -> [UInt8] {
    switch format {
    case .pdf: return try surface.finishStream()
    case .svg: return try surface.finishStream().renumberingSurfaces().describedSVG(metadata)
    case .png: return try surface.encodePNG()
    }
  }

  private static func makeSurface(
    _ format: FigureFormat, _ size: Size
  ) throws(FigureError) -> CairoSurface {
    let sink = ByteSink()
    switch format {
    case .pdf:
      return try CairoSurface(
        cairo_pdf_surface_create_for_stream(
          ByteSink.write, sink.closure, size.width, size.height), writingTo: sink)
    case .svg:
      return try CairoSurface(
        cairo_svg_surface_create_for_stream(
          ByteSink.write, sink.closure, size.width, size.height), writingTo: sink)
    case .png(let scale):
      let pixels = Size(size.width * scale, size.height * scale)
      try pixels.checkUsable()
      return try CairoSurface(
        cairo_image_surface_create(
          CAIRO_FORMAT_RGB24, Int32(pixels.width.rounded()), Int32(pixels.height.rounded())),
        writingTo: sink)
    }
  }

  private func prepare() {
    switch format {
    case .pdf:
      metadata.write(to: surface.surface)
    case .svg:
      cairo_svg_surface_set_document_unit(surface.surface, CAIRO_SVG_UNIT_PT)
    case .png(let scale):
      cairo_scale(surface.context, scale, scale)
    }
    paintPaper()
  }

  private func paintPaper() {
    cairo_save(surface.context)
    cairo_set_source_rgb(surface.context, 1, 1, 1)
    cairo_paint(surface.context)
    cairo_restore(surface.context)
  }

  // MARK: Canvas

  /// Remembers transform and clip.
  public func save() { cairo_save(surface.context) }

  /// Goes back to what `save` remembered.
  public func restore() { cairo_restore(surface.context) }

  /// Applies a map to what follows.
  public func transform(_ map: Transform) {
    guard map.isUsable else { return }
    var matrix = cairo_matrix_t(
      xx: map.xx, yx: map.yx, xy: map.xy, yy: map.yy, x0: map.x0, y0: map.y0)
    cairo_transform(surface.context, &matrix)
  }

  /// Keeps what follows inside a path.
  public func clip(to path: Path) {
    trace(path)
    cairo_clip(surface.context)
  }

  /// Fills a path.
  public func fill(_ path: Path, with color: Color) {
    guard !path.isEmpty else { return }
    trace(path)
    setSource(color)
    cairo_fill(surface.context)
  }

  /// Draws a path as a line.
  public func stroke(_ path: Path, with stroke: Stroke) {
    guard !path.isEmpty, stroke.width > 0, stroke.width.isFinite else { return }
    trace(path)
    setSource(stroke.color)
    cairo_set_line_width(surface.context, stroke.width)
    let dash = stroke.usableDash
    cairo_set_dash(surface.context, dash, Int32(dash.count), 0)
    // Round ends would close the gaps between short dashes.
    let isCapped = stroke.isRound && dash.isEmpty
    cairo_set_line_cap(surface.context, isCapped ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
    cairo_set_line_join(
      surface.context, stroke.isRound ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER)
    cairo_stroke(surface.context)
  }

  /// The room a text takes.
  public func measure(_ text: Text) -> TextExtent { shaper.measure(text) }

  /// Draws lines of a text.
  public func draw(_ text: Text, at point: Point, lines: Range<Int>) {
    guard point.x.isFinite, point.y.isFinite else { return }
    shaper.layout(text)?.show(on: surface.context, at: point, lines: lines)
    cairo_new_path(surface.context)
  }

  /// Begins a stretch that means something.
  public func beginTag(_ tag: Tag) {
    guard case .pdf = format else { return }
    cairo_tag_begin(surface.context, tag.cairoName, tag.cairoAttributes)
  }

  /// Ends the stretch begun last.
  public func endTag(_ tag: Tag) {
    guard case .pdf = format else { return }
    cairo_tag_end(surface.context, tag.cairoName)
  }

  // MARK: PagedCanvas

  /// Ends the page and begins another.
  public func nextPage(size: Size) {
    cairo_show_page(surface.context)
    guard case .pdf = format else { return }
    self.size = size
    cairo_pdf_surface_set_size(surface.surface, size.width, size.height)
    paintPaper()
  }

  /// Names the present page.
  public func setPageLabel(_ label: String) {
    guard case .pdf = format else { return }
    cairo_pdf_surface_set_page_label(surface.surface, label)
  }

  /// Adds an outline entry and returns its number.
  @discardableResult
  public func addOutline(_ title: String, to destination: String, parent: Int?) -> Int {
    guard case .pdf = format else { return 0 }
    let target = "dest=" + destination.quotedForCairo
    return Int(
      cairo_pdf_surface_add_outline(
        surface.surface, Int32(clamping: parent ?? 0), title, target, CAIRO_PDF_OUTLINE_FLAG_OPEN))
  }

  // MARK: Pieces

  private func setSource(_ color: Color) {
    cairo_set_source_rgba(surface.context, color.red, color.green, color.blue, color.opacity)
  }

  private func trace(_ path: Path) {
    let context = surface.context
    cairo_new_path(context)
    guard path.points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return }
    for element in path.elements {
      switch element {
      case .move(let point): cairo_move_to(context, point.x.onPage, point.y.onPage)
      case .line(let point): cairo_line_to(context, point.x.onPage, point.y.onPage)
      case .curve(let a, let b, let point):
        cairo_curve_to(
          context, a.x.onPage, a.y.onPage, b.x.onPage, b.y.onPage, point.x.onPage, point.y.onPage)
      case .close: cairo_close_path(context)
      }
    }
  }
}

extension Double {
  /// Cairo's coordinates are 24.8 fixed point: what lies far outside any page is brought nearer.
  fileprivate var onPage: Double { Swift.max(-1e6, Swift.min(1e6, self)) }
}

extension Stroke {
  fileprivate var usableDash: [Double] {
    dash.allSatisfy { $0 >= 0 && $0.isFinite } && dash.contains { $0 > 0 } ? dash : []
  }
}
