extension Document {
  /// One piece of a document.
  public indirect enum Block: Sendable {
    /// A heading of level 1 to 3, others are brought into that range; it enters the outline, and
    /// links to `anchor` lead here.
    case heading(level: Int, Prose, anchor: String? = nil)
    /// Running text.
    case paragraph(Prose)
    /// Points, numbered or not; `start` is the first number, nil for bullets.
    case list([ListItem], start: Int? = nil)
    /// Commands or other code.
    case code(Code)
    /// What somebody else said.
    case quote([Block])
    /// Names with values beside them, in `columns` columns.
    case facts([Fact], columns: Int = 1)
    /// Rows and columns.
    case table(Table)
    /// Pictures side by side; one is usual, two are well seen.
    case figures([Picture])
    /// The numbers the reader came for.
    case headline([Headline])
    /// A result in one sentence, or a warning.
    case verdict(Verdict, Prose)
    /// A line across.
    case rule
    /// What follows begins a page.
    case pageBreak
    /// Room left free, in points; none at the top of a page.
    case space(Double)
  }

  /// One point of a list.
  public struct ListItem: Sendable {
    /// What it says: paragraphs, lists, code.
    public var blocks: [Block]

    /// A point of blocks.
    public init(_ blocks: [Block]) { self.blocks = blocks }

    /// A point of one paragraph.
    public init(_ text: Prose) { blocks = [.paragraph(text)] }
  }

  /// Lines set in the face for code.
  public struct Code: Sendable, Equatable {
    /// A line, and what stands before it in the gutter, such as a cell's number.
    public struct Line: Sendable, Equatable {
      /// What stands in the gutter; may be empty.
      public var label: String
      /// The code.
      public var text: String
      /// Whether it is secondary, as an output or a comment is.
      public var isMuted: Bool

      /// A line of code.
      public init(_ text: String, label: String = "", muted: Bool = false) {
        self.label = label
        self.text = text
        isMuted = muted
      }
    }

    /// The lines from the top.
    public var lines: [Line]

    /// Code of given lines.
    public init(lines: [Line]) { self.lines = lines }

    /// Code of a text, one line for each of its own, without a gutter.
    public init(_ text: String) {
      lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        .map { Line(String($0)) }
    }
  }

  /// A name with its value.
  public struct Fact: Sendable, Equatable {
    /// What it is.
    public var name: Prose
    /// What it comes to.
    public var value: Prose

    /// A fact.
    public init(_ name: Prose, _ value: Prose) {
      self.name = name
      self.value = value
    }
  }

  /// A figure with its place in the document.
  public struct Picture: Sendable {
    /// What is drawn.
    public var figure: any Figure
    /// Height over width; nil takes the figure's own.
    public var aspect: Double?
    /// Text below it; may be empty.
    public var caption: Prose

    /// A picture.
    public init(_ figure: any Figure, aspect: Double? = nil, caption: Prose = "") {
      self.figure = figure
      self.aspect = aspect
      self.caption = caption
    }
  }
}
