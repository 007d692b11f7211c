/// Reads a text once more for the columns that are no numbers.
struct TextPass {
  private let dialect: CSVDialect
  private let missing: MissingValues
  /// The columns wanted, ascending.
  private let wanted: [Int]

  /// - Parameter isText: for each column, whether it is wanted.
  init(_ dialect: CSVDialect, missing: MissingValues, isText: [Bool]) {
    self.dialect = dialect
    self.missing = missing
    wanted = isText.indices.filter { isText[$0] }
  }

  /// The columns that are no numbers, by position.
  ///
  /// - Parameters:
  ///   - rows: how many rows were read.
  ///   - text: the bytes that they were found in, and their fingerprint.
  /// - Throws: `changedWhileRead` when these bytes are others now.
  func read(
    _ source: any ByteSource, pieceSize: Int, rows: Int,
    of text: (bytes: Int, fingerprint: Fingerprint)
  ) throws -> [Int: TextColumn] {
    guard !wanted.isEmpty else { return [:] }
    var columns = wanted.map { _ in TextColumn() }
    for index in columns.indices { columns[index].reserve(rows) }
    let piece = try TextPiece(capacity: pieceSize, path: source.path)
    var pieces = TextPieces(source, size: pieceSize, limit: text.bytes)
    var least = 0
    while try pieces.take(into: piece, least: least) {
      let end = read(piece, rows: rows, into: &columns)
      guard end < piece.end else { continue }
      // A row is longer than the piece.
      guard !piece.isLast else { break }
      least = end == piece.offset ? 2 * max(least, piece.count) : 0
      pieces.goBack(to: end)
    }
    guard columns.allSatisfy({ $0.count == rows }), pieces.fingerprint == text.fingerprint else {
      throw DataError.changedWhileRead(path: source.path)
    }
    return Dictionary(uniqueKeysWithValues: zip(wanted, columns))
  }

  /// Reads the rows of a piece, up to so many in all; where the first row begins that is not whole.
  private func read(_ piece: TextPiece, rows: Int, into columns: inout [TextColumn]) -> Int {
    let start = max(piece.offset, dialect.bodyOffset)
    let end = UnsafePointer(piece.base) + piece.count
    var scanner = FieldScanner(
      end: end, delimiter: dialect.delimiter, next: end - (piece.end - start))
    var row: [FieldScanner.Field] = []
    while !scanner.isAtEnd, columns[0].count < rows {
      if scanner.isAtLineEnd {
        scanner.skipLineEnd()
        // For a lone column an empty line is a missing value.
        if dialect.names.count == 1 { columns[0].append(nil) }
        continue
      }
      let begin = scanner.next
      guard read(&scanner, into: &row) else { return piece.end - (end - begin) }
      for (index, field) in row.enumerated() {
        columns[index].append(missing.contains(field.trimmed) ? nil : field.text)
      }
    }
    return piece.end
  }

  /// The wanted values of a row; false when it is not whole.
  private func read(_ scanner: inout FieldScanner, into row: inout [FieldScanner.Field]) -> Bool {
    row.removeAll(keepingCapacity: true)
    var position = 0
    for column in dialect.names.indices {
      guard let field = try? scanner.field() else { return false }
      guard position < wanted.count, wanted[position] == column else { continue }
      row.append(field)
      position += 1
    }
    return true
  }
}
