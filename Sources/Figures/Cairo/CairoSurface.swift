import CPangoCairo

/// One Cairo surface and its drawing context; both are given back when it goes.
final class CairoSurface {
  let surface: OpaquePointer
  let context: OpaquePointer
  /// Held as long as the surface, which writes into it even while it is destroyed.
  private let sink: ByteSink

  /// Takes over a surface just made.
  init(_ made: OpaquePointer?, writingTo sink: ByteSink) throws(FigureError) {
    guard let made else { throw .drawing(step: "make a page", reason: "no surface") }
    do throws(FigureError) {
      try check(cairo_surface_status(made), "make a page")
    } catch {
      cairo_surface_destroy(made)
      throw error
    }
    guard let context = cairo_create(made) else {
      cairo_surface_destroy(made)
      throw .drawing(step: "draw on a page", reason: "no context")
    }
    surface = made
    self.context = context
    self.sink = sink
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  /// Throws if anything drawn so far has failed.
  func checkDrawing() throws(FigureError) {
    try check(cairo_status(context), "draw the figure")
    try check(cairo_surface_status(surface), "draw the figure")
  }

  /// Ends a surface that writes as it goes and returns what it wrote.
  func finishStream() throws(FigureError) -> [UInt8] {
    try checkDrawing()
    cairo_surface_finish(surface)
    try check(cairo_surface_status(surface), "finish the figure")
    return sink.bytes
  }

  /// The pixels as a PNG file.
  func encodePNG() throws(FigureError) -> [UInt8] {
    try checkDrawing()
    cairo_surface_flush(surface)
    let status = cairo_surface_write_to_png_stream(surface, ByteSink.write, sink.closure)
    try check(status, "write the PNG")
    return sink.bytes
  }
}

/// Throws Cairo's own word for anything but success.
func check(_ status: cairo_status_t, _ step: String) throws(FigureError) {
  guard status != CAIRO_STATUS_SUCCESS else { return }
  let reason = cairo_status_to_string(status).map { String(cString: $0) } ?? "unknown"
  throw .drawing(step: step, reason: reason)
}
