/// Reads the rows of one piece of a table into numbers, and says how the piece ended.
///
/// A thread of its own can do that for every piece: which rows these are in the file, and whether the
/// piece began where a row does, is for the reader of the whole to say.
///
/// Unchecked: one thread at a time owns it, and a barrier stands between two owners.
final class PieceReading: @unchecked Sendable {
  /// How the reading of a piece ended.
  enum Ending {
    /// With the last row.
    case whole
    /// Having read as many rows as were asked for.
    case enough
    /// Inside the quoted value of a row that begins at this offset, while bytes follow the piece.
    case insideRow(at: Int)
    /// At a mistake, in the row behind those read.
    case mistake(Mistake)
    /// The piece holds a byte that no text does.
    case suspicious(SuspiciousByte)
    /// Without memory, or at what the system refused.
    case failed(any Error)

    /// Whether the piece was not read for what is no mistake of a row.
    var isFailure: Bool {
      switch self {
      case .suspicious, .failed: true
      default: false
      }
    }
  }

  /// A mistake, and the offset of it or of its row.
  enum Mistake {
    case ragged(found: Int, offset: Int)
    case quote(FieldScanner.Mistake, offset: Int)

    /// - Parameter row: the row's number, counted from 1.
    func error(in source: some ByteSource, row: Int, expected: Int) throws -> DataError {
      switch self {
      case .ragged(let found, let offset):
        .raggedRow(
          path: source.path, row: row, line: try lineNumber(of: offset, in: source),
          expected: expected, found: found)
      case .quote(let mistake, let offset):
        try mistake.error(in: source, offset: offset)
      }
    }
  }

  let piece: TextPiece
  let strips: ColumnStrips
  private(set) var notes = TextNotes()
  /// Where the first row begins in the file, and where the piece ends; the piece itself may already
  /// hold the next bytes.
  private(set) var (start, end) = (0, 0)
  /// Rows read, missing ones of a lone column among them.
  private(set) var rows = 0
  /// Empty lines behind the last row.
  private(set) var emptyLines = 0
  private(set) var ending = Ending.whole
  /// Whether there is a piece at all.
  private(set) var isThere = false

  /// Whether there is a row, be it one with a mistake: empty lines before it are rows then.
  var meetsRow: Bool {
    if case .mistake = ending { return true }
    return rows > 0
  }

  private let dialect: CSVDialect
  private let missing: MissingValues
  private let numbers = DecimalParser()
  private let block: NumberBlock
  private let width: Int

  /// - Parameters:
  ///   - size: bytes of a piece.
  ///   - path: what errors call the file.
  init(_ dialect: CSVDialect, missing: MissingValues, size: Int, path: String) throws(DataError) {
    piece = try TextPiece(capacity: size, path: path)
    self.dialect = dialect
    self.missing = missing
    width = dialect.names.count
    block = NumberBlock(width: width)
    strips = ColumnStrips(width: width, path: path)
  }

  /// Reads the next piece, which `take` may have found to be none or to be out of reach.
  ///
  /// - Parameters:
  ///   - emptyLines: how many empty lines stand before it, where that is known.
  ///   - limit: most rows to read.
  func read(_ next: Result<Bool, any Error>, emptyLines: Int = 0, limit: Int = .max) {
    do {
      isThere = try next.get()
      if isThere { try readPiece(emptyLines: emptyLines, limit: limit) }
    } catch {
      // What cannot be read lies behind all that could.
      if case .failure = next { (isThere, start) = (true, .max) }
      ending = .failed(error)
    }
  }

  private func readPiece(emptyLines: Int, limit: Int) throws {
    (rows, notes, self.emptyLines) = (0, TextNotes(), emptyLines)
    (start, end) = (max(piece.offset, dialect.bodyOffset), piece.end)
    if let byte = piece.suspiciousByte {
      ending = .suspicious(byte)
      return
    }
    // No more rows than this: each takes a byte per column, and empty lines are counted.
    let most = piece.count / max(1, width) + 1 + (width == 1 ? emptyLines : 0)
    try strips.restart(capacity: min(most, limit))
    try readRows(limit: limit)
  }

  private func readRows(limit: Int) throws {
    let end = UnsafePointer(piece.base) + piece.count
    var scanner = FieldScanner(
      end: end, delimiter: dialect.delimiter, next: end - (piece.end - start))
    ending = .whole
    while !scanner.isAtEnd, rows < limit {
      if scanner.isAtLineEnd {
        // An empty line is no row, but for a lone column, where it is a missing value
        // unless nothing follows.
        scanner.skipLineEnd()
        emptyLines += 1
        continue
      }
      if width == 1 { try addMissingRows(limit: limit) }
      emptyLines = 0
      guard rows < limit else { break }
      notes.beginRow()
      if let stop = readRow(&scanner) {
        ending = stop
        notes.dropRow()
        break
      }
      try endRow()
    }
    if rows == limit { ending = .enough }
    try strips.append(block)
  }

  private func endRow() throws {
    block.rows += 1
    rows += 1
    if block.isFull { try strips.append(block) }
  }

  private func addMissingRows(limit: Int) throws {
    for _ in 0..<emptyLines where rows < limit {
      block.nextRow[0] = .nan
      try endRow()
    }
  }
}

// MARK: One row

extension PieceReading {
  /// Reads a row into the block; what stops the reading, nil when nothing does.
  @inline(__always)
  private func readRow(_ scanner: inout FieldScanner) -> Ending? {
    let row = scanner.next
    do throws(FieldScanner.Mistake) {
      if try readValues(&scanner, into: block.nextRow) { return nil }
      scanner.next = row
      return .mistake(.ragged(found: try scanner.row().count, offset: offset(row)))
    } catch {
      if error.isAtEnd, !piece.isLast { return .insideRow(at: offset(row)) }
      return .mistake(.quote(error, offset: piece.offset + (error.address - address)))
    }
  }

  private var address: Int { Int(bitPattern: piece.base) }

  private func offset(_ place: UnsafePointer<UInt8>) -> Int {
    piece.offset + (place - UnsafePointer(piece.base))
  }

  /// The values of a row; false when it has more or fewer than the first row.
  @inline(__always)
  private func readValues(
    _ scanner: inout FieldScanner, into row: UnsafeMutablePointer<Double>
  ) throws(FieldScanner.Mistake) -> Bool {
    let isQuick = !missing.includeNumbers
    var index = 0
    while index < width {
      let isLast: Bool
      if isQuick, let short = ShortNumber(at: scanner.next),
        short.terminator == scanner.delimiter || short.terminator == 10
      {
        isLast = short.terminator == 10
        scanner.next = short.next + 1
        row[index] = short.value
      } else {
        (row[index], isLast) = try readValue(&scanner, column: index)
      }
      index += 1
      if isLast { break }
      if index == width { return false }
    }
    return index == width
  }

  /// A value that is no short number, and whether the row ends with it.
  @inline(never)
  private func readValue(
    _ scanner: inout FieldScanner, column: Int
  ) throws(FieldScanner.Mistake) -> (Double, isLast: Bool) {
    if !missing.includeNumbers, let (value, next) = numbers.parse(scanner.next, scanner.end),
      next < scanner.end, next.pointee == scanner.delimiter || next.pointee == 10
    {
      scanner.next = next + 1
      return (value, next.pointee == 10)
    }
    let field = try scanner.field()
    return (number(field, column: column), field.isLast)
  }

  /// The number that a value is, NaN when it is missing or, noted, text.
  private func number(_ field: FieldScanner.Field, column: Int) -> Double {
    let trimmed = field.trimmed
    if missing.contains(trimmed) { return .nan }
    if let value = numbers.number(trimmed), !value.isNaN { return value }
    notes.note(column: column, row: rows) { field.text }
    return .nan
  }
}
