extension Document {
  /// Rows and columns with a header that is repeated on every page the table goes on to.
  public struct Table: Sendable {
    /// A column.
    public struct Column: Sendable {
      /// How cells stand in a column.
      public enum Alignment: Sendable, Hashable {
        /// Words: flush left.
        case text
        /// Numbers: flush right, so that figures of one width stand above each other.
        case number
        /// Numbers with unlike decimals: their decimal points stand above each other.
        case decimal
      }

      /// What the header says.
      public var title: Prose
      /// How its cells stand.
      public var alignment: Alignment

      /// A column.
      public init(_ title: Prose, _ alignment: Alignment = .text) {
        self.title = title
        self.alignment = alignment
      }
    }

    /// A cell.
    public struct Cell: Sendable, Equatable, ExpressibleByStringLiteral {
      /// What it says.
      public var text: Prose
      /// Whether it is set off, as the best of its column is.
      public var isHighlighted: Bool
      /// A mark before the text, for checks.
      public var verdict: Verdict?

      /// A cell.
      public init(_ text: Prose, highlighted: Bool = false, verdict: Verdict? = nil) {
        self.text = text
        isHighlighted = highlighted
        self.verdict = verdict
      }

      /// A cell of plain text.
      public init(stringLiteral value: String) { self.init(Prose(value)) }
    }

    /// A row; cells beyond the columns are left out, missing ones are empty.
    public struct Row: Sendable, Equatable, ExpressibleByArrayLiteral {
      /// Its cells from the left.
      public var cells: [Cell]
      /// Whether the row is set off.
      public var isHighlighted: Bool

      /// A row of cells.
      public init(_ cells: [Cell], highlighted: Bool = false) {
        self.cells = cells
        isHighlighted = highlighted
      }

      /// A row of cells.
      public init(arrayLiteral elements: Cell...) { self.init(elements) }
    }

    /// The columns from the left.
    public var columns: [Column]
    /// The rows from the top.
    public var rows: [Row]
    /// What stands above it; may be empty.
    public var caption: Prose
    /// What stands below it; may be empty.
    public var footnote: Prose

    /// A table.
    public init(
      columns: [Column], rows: [Row], caption: Prose = "", footnote: Prose = ""
    ) {
      self.columns = columns
      self.rows = rows
      self.caption = caption
      self.footnote = footnote
    }
  }
}
