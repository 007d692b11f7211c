/// What can go wrong between a figure and its bytes.
public enum FigureError: Error, Hashable, Sendable {
  /// The file name's extension names no format; `extension` is empty when there is none.
  case unknownFormat(path: String, extension: String)
  /// A page or picture that cannot be made: not positive, not finite, or larger than any surface.
  case unusableSize(width: Double, height: Double)
  /// The drawing library refused; `reason` is its own word for it.
  case drawing(step: String, reason: String)
}
