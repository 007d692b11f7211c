/// Turns a figure into the bytes of a file.
public enum FigureFile {
  /// The bytes of a file showing one figure; equal figures give equal bytes.
  ///
  /// Throws `FigureError` for a size that cannot be, or when Cairo refuses. Writing the file is the
  /// caller's.
  public static func render(
    _ figure: any Figure, format: FigureFormat, size: Size? = nil, margin: Double = 14,
    theme: Theme = .standard, metadata: DocumentMetadata? = nil
  ) throws(FigureError) -> [UInt8] {
    let size = size ?? figure.preferredSize
    var metadata = metadata ?? DocumentMetadata(author: "lossrepl")
    if metadata.title.isEmpty { metadata.title = figure.title }
    if metadata.subject.isEmpty { metadata.subject = figure.alternative }
    let canvas = try CairoCanvas(format, size: size, metadata: metadata)
    let page = Rect(size: size)
    canvas.fill(page, with: theme.paper)
    canvas.tagged(.document) {
      canvas.tagged(.figure(alternative: figure.alternative)) {
        let room = page.inset(left: margin, top: margin, right: margin, bottom: margin)
        figure.draw(on: canvas, in: room, theme: theme)
      }
    }
    return try canvas.finish()
  }
}
