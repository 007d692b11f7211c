/// How a delimited text file is to be read; nil where the file is to tell.
public struct CSVOptions: Sendable, Equatable {
  /// The character between values; nil: a tab for `.tsv`, else the one of `, ; tab` that fits.
  public var delimiter: String?
  /// Whether the first row holds names; nil: it does unless its values look like the rest.
  public var header: Bool?
  /// Read the first so many rows; nil: all.
  public var rows: Int?
  /// Texts that mean a missing value, beside `standardMissing`.
  public var missing: [String]
  /// Whether every column is text, and only what is empty (or in `missing`) is missing.
  var isAllText = false

  /// What always means a missing value; blanks around it do not matter.
  public static let standardMissing = ["", "NA", "N/A", "NaN", "nan", "null", "NULL", "?"]

  /// The options that let the file tell.
  public init(
    delimiter: String? = nil, header: Bool? = nil, rows: Int? = nil, missing: [String] = []
  ) {
    self.delimiter = delimiter
    self.header = header
    self.rows = rows
    self.missing = missing
  }

  /// The typed delimiter as a byte; throws `badDelimiter`.
  func delimiterByte() throws -> UInt8? {
    guard let delimiter else { return nil }
    let name = delimiter.lowercased()
    if name == "tab" || name == "\\t" { return 9 }
    let bytes = Array(delimiter.utf8)
    guard bytes.count == 1, bytes[0] < 0x80, !isPartOfValues(bytes[0]) else {
      throw DataError.badDelimiter(delimiter)
    }
    return bytes[0]
  }

  /// Quotes, line ends, digits, signs, the point and the exponent's e cannot separate.
  private func isPartOfValues(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 9 || byte == 0x7f || "\"0123456789+-.eE".utf8.contains(byte)
  }
}
