extension Document {
  /// Running text: stretches that may be strong, emphasised, code or links.
  public struct Prose: Sendable, Hashable, ExpressibleByStringLiteral,
    ExpressibleByStringInterpolation
  {
    /// The stretches in order; none is empty.
    public private(set) var inlines: [Inline]

    /// Text of stretches; neighbours that look the same are joined, empty ones left out.
    public init(_ inlines: [Inline]) {
      self.inlines = []
      for inline in inlines { append(inline) }
    }

    /// Plain text.
    public init(_ string: String) { self.init([Inline(string)]) }

    /// Plain text.
    public init(stringLiteral value: String) { self.init(value) }

    /// Puts a stretch at the end.
    public mutating func append(_ inline: Inline) {
      guard !inline.text.isEmpty else { return }
      if let last = inlines.indices.last, inlines[last].looksLike(inline) {
        inlines[last].text += inline.text
      } else {
        inlines.append(inline)
      }
    }

    /// Whether it says nothing.
    public var isEmpty: Bool { inlines.isEmpty }

    /// What it says, without how.
    public var string: String { inlines.map(\.text).joined() }

    /// One text after the other.
    public static func + (left: Prose, right: Prose) -> Prose {
      Prose(left.inlines + right.inlines)
    }
  }

  /// A stretch of text in one manner.
  public struct Inline: Sendable, Hashable {
    /// Manners a stretch can have together.
    public struct Style: OptionSet, Sendable, Hashable {
      /// The manners as bits.
      public let rawValue: Int

      /// Manners from bits.
      public init(rawValue: Int) { self.rawValue = rawValue }

      /// Important.
      public static let strong = Style(rawValue: 1)
      /// Stressed.
      public static let emphasis = Style(rawValue: 2)
      /// Set in the face for code.
      public static let code = Style(rawValue: 4)
    }

    /// Where a link leads.
    public enum Target: Sendable, Hashable {
      /// An address on the web.
      case web(String)
      /// A heading's anchor in the same document.
      case anchor(String)
    }

    /// What it says.
    public var text: String
    /// Its manners.
    public var style: Style
    /// Where it leads; nil is not a link.
    public var target: Target?

    /// A stretch of text.
    public init(_ text: String, _ style: Style = [], target: Target? = nil) {
      self.text = text
      self.style = style
      self.target = target
    }

    func looksLike(_ other: Inline) -> Bool { style == other.style && target == other.target }
  }
}

extension Document.Prose {
  /// Important text.
  public static func strong(_ string: String) -> Self { Self([.init(string, .strong)]) }
  /// Stressed text.
  public static func emphasis(_ string: String) -> Self { Self([.init(string, .emphasis)]) }
  /// Code.
  public static func code(_ string: String) -> Self { Self([.init(string, .code)]) }
  /// A link to an address on the web.
  public static func link(_ string: String, to address: String) -> Self {
    Self([.init(string, target: .web(address))])
  }
  /// A link to a heading's anchor.
  public static func link(_ string: String, toAnchor anchor: String) -> Self {
    Self([.init(string, target: .anchor(anchor))])
  }
}
