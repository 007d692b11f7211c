/// A table as data; the terminal, the report and `--json` lay it out.
public struct Table: Sendable, Equatable {
  /// How a column's cells stand.
  public enum Alignment: Sendable, Equatable {
    /// Text.
    case left
    /// Numbers.
    case right
  }

  /// How a column's numbers are written.
  public enum NumberFormat: Sendable, Equatable {
    /// Shortest exact text.
    case exact
    /// So many digits after the point.
    case decimals(Int)
    /// So many significant digits.
    case significant(Int)
    /// As a percentage with so many digits after the point.
    case percent(Int)
  }

  /// A column's heading and manner.
  public struct Column: Sendable, Equatable {
    /// The heading; may be empty.
    public let name: String
    /// How cells stand.
    public let alignment: Alignment
    /// How numbers are written.
    public let format: NumberFormat

    /// A column of text.
    public static func text(_ name: String) -> Column {
      Column(name: name, alignment: .left, format: .exact)
    }

    /// A column of numbers.
    public static func number(_ name: String, _ format: NumberFormat = .significant(4)) -> Column {
      Column(name: name, alignment: .right, format: format)
    }
  }

  /// One cell.
  public enum Cell: Sendable, Equatable {
    /// Text.
    case text(String)
    /// A number in the column's format.
    case number(Double)
    /// A number in a format of its own.
    case formatted(Double, NumberFormat)
    /// Nothing, shown as an empty cell.
    case none
  }

  /// The heading over the table; may be empty.
  public var title: String

  /// The columns.
  public var columns: [Column]

  /// The rows, each with as many cells as there are columns; missing ones are empty.
  public var rows: [[Cell]]

  /// Lines under the table.
  public var footnotes: [String]

  /// A table.
  public init(
    title: String = "", columns: [Column], rows: [[Cell]] = [], footnotes: [String] = []
  ) {
    self.title = title
    self.columns = columns
    self.rows = rows
    self.footnotes = footnotes
  }
}

extension Table.Cell: ExpressibleByStringLiteral, ExpressibleByFloatLiteral,
  ExpressibleByIntegerLiteral
{
  /// Text.
  public init(stringLiteral value: String) { self = .text(value) }

  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }

  /// A whole number, written exactly.
  public init(integerLiteral value: Int) { self = .formatted(Double(value), .exact) }
}
