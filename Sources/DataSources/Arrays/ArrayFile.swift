/// What one file holds where an array is wanted and no table with a target: predictions, targets,
/// lengths, weights.
///
/// NPY of numbers or texts, IDX, or CSV with or without a header, gzipped or not. Unlike a data
/// set, an array may have no axis at all, and it may be empty: targets of sequences often are.
public struct ArrayFile: Sendable, Equatable {
  /// Numbers or names.
  public enum Content: Sendable, Equatable {
    /// Numbers in double precision, row-major; a number missing in a table is NaN.
    case numbers([Double])
    /// Texts, row-major.
    case names([String])
  }

  /// The sizes of the axes; a table has two.
  public let shape: [Int]
  /// The values.
  public let content: Content
  /// The names over the columns of a table; empty for an array and a table without them.
  public let columnNames: [String]
  /// Whether it is a table and no array.
  public let isTable: Bool
  /// Whether it is a table of one column, which may stand for a list as well as for a matrix.
  public var isColumn: Bool { isTable && shape.last == 1 }
}

extension ArrayFile {
  /// Reads a file, whose kind is known by its first bytes and not by its name.
  ///
  /// - Parameter header: whether the first line of a table is names; nil: its values tell.
  public static func read(_ path: String, header: Bool? = nil) throws -> ArrayFile {
    if let text = try FileSource(plainText: path) { return try ArrayFile(text, header: header) }
    var limits = FileLimits.standard
    // All of it becomes double precision below.
    limits.keptBytes = .max
    let file = try readFile(path, limits: limits)
    if file.bytes.count == 0 { throw DataError.emptyFile(path: file.path) }
    if file.bytes.withBytes({ looksLikeNPY($0) }) {
      if let (shape, names) = try readNPYNames(file) {
        return ArrayFile(shape: shape, content: .names(names), columnNames: [], isTable: false)
      }
      let array = try readNPY(file, allowsEmpty: true)
      guard elementCount(array.shape.filter { $0 > 0 }) != nil else {
        throw DataError.damagedArray(
          path: file.path, format: "NPY", reason: "its shape \(array.shape) is beyond every memory")
      }
      return ArrayFile(array)
    }
    if file.bytes.withBytes({ looksLikeIDX($0) }) { return ArrayFile(try readIDX(file)) }
    return try ArrayFile(MemorySource(path: file.path, bytes: file.bytes), header: header)
  }

  /// Reads a table.
  private init(_ source: some ByteSource, header: Bool?) throws {
    try SourceFile.refuseMistakenName(source.path)
    let reader = try CSVReader(source, options: CSVOptions(header: header))
    let table = try reader.table().table
    try self.init(table, columnNames: reader.dialect.hasHeader ? table.names : [])
  }

  private init(_ array: NumericArray) {
    self.init(
      shape: array.shape, content: .numbers(array.doubles), columnNames: [], isTable: false)
  }

  private init(_ table: Table, columnNames: [String]) throws {
    if table.columns.count == 1, table.columns[0].isText {
      let names = (0..<table.rowCount).map { table.columns[0].cell($0) ?? "" }
      self.init(
        shape: [table.rowCount, 1], content: .names(names), columnNames: columnNames,
        isTable: true)
    } else {
      let array = try NumericArray(table)
      self.init(
        shape: array.shape, content: .numbers(array.doubles), columnNames: columnNames,
        isTable: true)
    }
  }
}
