extension Document {
  /// The bytes of a PDF of the document; equal documents give equal bytes.
  ///
  /// Throws `FigureError` when Cairo refuses.
  public func render(theme: Theme = .standard) throws(FigureError) -> [UInt8] {
    try render(layout(theme: theme), theme: theme)
  }

  /// The bytes of a PDF of pages laid out before.
  ///
  /// Throws `FigureError` when Cairo refuses.
  public func render(_ pages: [Page], theme: Theme = .standard) throws(FigureError) -> [UInt8] {
    let canvas = try CairoCanvas(.pdf, size: .a4, metadata: metadata)
    draw(pages, on: canvas, theme: theme)
    let figures = pages.flatMap(\.items).compactMap { item -> String? in
      if case .figure(let figure) = item.content { figure.alternative } else { nil }
    }
    return try canvas.finish().describingPDF(alternatives: figures, language: language)
  }

  /// Draws pages on any canvas, which must stand at its first page.
  public func draw(_ pages: [Page], on canvas: any PagedCanvas, theme: Theme = .standard) {
    var renderer = PageRenderer(canvas: canvas, theme: theme)
    renderer.draw(pages)
  }
}
