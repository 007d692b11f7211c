/// The kinds of file a figure can become.
public enum FigureFormat: Hashable, Sendable {
  case pdf
  case svg
  /// Pixels: `scale` of them to a point, so 2 is 144 to the inch.
  case png(scale: Double)

  /// What `plot ... to "x.png"` writes.
  public static let png = FigureFormat.png(scale: 2)

  /// The format a file name asks for by its ending, whatever its case.
  ///
  /// Throws `FigureError.unknownFormat` for any ending but png, pdf and svg.
  public init(path: String) throws(FigureError) {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let dot = name.lastIndex(of: ".")
    let ending = dot.map { String(name[name.index(after: $0)...]) } ?? ""
    switch ending.lowercased() {
    case "png": self = .png
    case "pdf": self = .pdf
    case "svg": self = .svg
    default: throw .unknownFormat(path: path, extension: ending)
    }
  }
}

extension Size {
  /// Throws unless a surface of this size can be made; 14400 points is PDF's own limit.
  func checkUsable() throws(FigureError) {
    guard width >= 1, height >= 1, width <= 14400, height <= 14400 else {
      throw .unusableSize(width: width, height: height)
    }
  }
}
