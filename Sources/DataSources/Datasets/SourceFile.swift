import Timing

/// What one file holds.
enum SourceFile {
  case table(Table)
  case array(NumericArray)

  var rowCount: Int {
    switch self {
    case .table(let table): table.rowCount
    case .array(let array): array.rowCount
    }
  }

  /// Reads a file, whose kind is known by its first bytes and not by its name.
  static func read(
    _ path: String, options: CSVOptions, limits: FileLimits = .standard,
    fingerprint: inout Fingerprint, notices: inout [String]
  ) throws -> SourceFile {
    if let text = try FileSource(plainText: path, limits: limits) {
      try refuseMistakenName(text.path)
      let read = try timed("parsing") { try CSVReader(text, options: options).table() }
      fingerprint.add(read.fingerprint)
      notices += read.notices
      return .table(read.table)
    }
    let file = try timed("reading") { try readFile(path, limits: limits) }
    fingerprint.add(file.fingerprint)
    if file.bytes.count == 0 { throw DataError.emptyFile(path: file.path) }
    if file.bytes.withBytes({ looksLikeNPY($0) }) {
      return try timed("decoding") { try array(readNPY(file), file, options) }
    }
    if file.bytes.withBytes({ looksLikeIDX($0) }) {
      return try timed("decoding") { try array(readIDX(file), file, options) }
    }
    try refuseMistakenName(file.path)
    let (table, told) = try timed("parsing") { try readCSV(file, options: options) }
    notices += told
    return .table(table)
  }

  private static func array(
    _ array: NumericArray, _ file: LoadedFile, _ options: CSVOptions
  ) throws -> SourceFile {
    guard !array.shape.isEmpty else {
      throw DataError.unsuitableArray(
        path: file.path, shape: [], need: "data needs an axis that counts rows")
    }
    guard array.rowCount <= Int(Int32.max) else {
      throw DataError.unsuitableArray(
        path: file.path, shape: array.shape, need: "data has at most 2,147,483,647 rows")
    }
    guard let rows = options.rows else { return .array(array) }
    guard rows >= 1 else { throw DataError.badRowCount(rows) }
    return .array(array.prefix(rows))
  }

  /// A file that is called an array and is none should not be told off as a bad table.
  static func refuseMistakenName(_ path: String) throws {
    let name = path.lowercased()
    let endings = [".npy", ".npy.gz", "ubyte", "ubyte.gz", ".idx", ".idx.gz"]
    if endings.contains(where: name.hasSuffix) { throw DataError.notAnArray(path: path) }
  }

  /// The values as target columns: an array of rank 1 is "target", one of rank 2 "target_0", ...
  func targetTable(path: String) throws -> Table {
    switch self {
    case .table(let table): return table
    case .array(let array):
      guard array.shape.count <= 2, array.rowSize > 0 else {
        throw DataError.unsuitableArray(
          path: path, shape: array.shape, need: "targets have one or two axes")
      }
      let width = array.rowSize
      let columns = (0..<width).map { index in
        Column(
          name: width == 1 ? "target" : "target_\(index)",
          numbers: (0..<array.rowCount).map { array[$0 * width + index] })
      }
      return Table(checked: columns, rowCount: array.rowCount)
    }
  }
}
