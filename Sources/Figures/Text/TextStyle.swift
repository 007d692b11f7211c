/// How a run of text looks.
public struct TextStyle: Hashable, Sendable {
  /// Which family; each is a list of fonts, tried in order for every character.
  public enum Face: Hashable, Sendable {
    /// Headings, prose, labels and numbers.
    case sans
    /// Code.
    case mono

    /// The families as fontconfig names them.
    ///
    /// Inter covers Latin, Greek and Cyrillic with tabular
    /// figures; Noto covers Chinese, Japanese and Korean; DejaVu stands in where either is missing.
    var families: String {
      switch self {
      case .sans: "Inter,DejaVu Sans,Noto Sans CJK SC"
      case .mono: "JetBrains Mono,DejaVu Sans Mono,Noto Sans Mono CJK SC"
      }
    }
  }

  /// How heavy the strokes are; raw values are those of OpenType.
  public enum Weight: Int, Hashable, Sendable {
    case regular = 400
    case medium = 500
    case semibold = 600
    case bold = 700
  }

  /// Family.
  public var face: Face
  /// Em size in points.
  public var size: Double
  /// Stroke weight.
  public var weight: Weight
  /// Whether the letters are slanted.
  public var isItalic: Bool
  /// Colour.
  public var color: Color
  /// Whether a line runs below the text.
  public var isUnderlined: Bool

  /// A style; every style sets figures to one width, so that numbers stand in columns.
  public init(
    size: Double, weight: Weight = .regular, italic: Bool = false, color: Color = Color(0),
    face: Face = .sans, underlined: Bool = false
  ) {
    self.face = face
    self.size = size
    self.weight = weight
    isItalic = italic
    self.color = color
    isUnderlined = underlined
  }

  /// The same style in another colour.
  public func colored(_ color: Color) -> TextStyle {
    var copy = self
    copy.color = color
    return copy
  }

  /// The same style in another weight.
  public func weighted(_ weight: Weight) -> TextStyle {
    var copy = self
    copy.weight = weight
    return copy
  }

  /// The same style in another size.
  public func sized(_ size: Double) -> TextStyle {
    var copy = self
    copy.size = size
    return copy
  }
}
