import Tensors

/// Reads delimited text into a table, and takes the fingerprint of its bytes.
///
/// Two passes over the bytes: the first takes every column for numbers and notes which are not;
/// the second, only when there are such, collects their texts. No text is made for a number. The
/// file is read in pieces: beside the columns it takes no memory to speak of.
struct CSVReader {
  let dialect: CSVDialect
  private let source: any ByteSource
  private let options: CSVOptions
  private let pieces: PieceOptions
  private let missing: MissingValues

  /// Most columns of a table.
  static let columnLimit = 1_000_000

  /// Looks at the head of the text.
  ///
  /// Throws what is wrong there, but first what keeps the file from being text at all.
  init(
    _ source: any ByteSource, options: CSVOptions, pieces: PieceOptions = PieceOptions()
  ) throws {
    if let rows = options.rows, rows < 1 { throw DataError.badRowCount(rows) }
    self.source = source
    self.options = options
    self.pieces = pieces
    missing = MissingValues(
      added: options.missing, standard: options.isAllText ? [] : CSVOptions.standardMissing)
    do {
      dialect = try CSVDialect(source, options: options, missing: missing, size: pieces.head)
      guard dialect.names.count <= Self.columnLimit else {
        throw DataError.tooManyColumns(
          path: source.path, columns: dialect.names.count, limit: Self.columnLimit)
      }
    } catch {
      // The first bytes tell more than the first odd one.
      if case .binaryFile? = error as? DataError { throw error }
      try refuseBinary(source)
      throw error
    }
  }

  /// The table, what is to be said about it, and the fingerprint of the whole text.
  func table() throws -> (table: Table, notices: [String], fingerprint: Fingerprint) {
    let size = pieces.size(for: source.size)
    let numbers = try NumberPass(
      source, dialect, missing: missing, limit: options.rows ?? .max, pieceSize: size,
      pool: pieces.pool(for: source.size))
    try numbers.run()
    let text = numbers.text
    let fingerprint = try numbers.readRest()
    guard numbers.rowCount > 0 else {
      throw DataError.headerOnly(path: source.path, columns: dialect.names.count)
    }
    let isText = (0..<numbers.columns.count).map {
      options.isAllText || numbers.columns[$0].isText
    }
    let texts = try TextPass(dialect, missing: missing, isText: isText).read(
      source, pieceSize: size, rows: numbers.rowCount, of: text)
    return table(numbers, texts, fingerprint)
  }

  private func table(
    _ numbers: NumberPass, _ texts: [Int: TextColumn], _ fingerprint: Fingerprint
  ) -> (table: Table, notices: [String], fingerprint: Fingerprint) {
    var notices = dialect.notices
    var columns: [Column] = []
    for (index, name) in dialect.names.enumerated() {
      if let text = texts[index] {
        columns.append(Column(name: name, values: .text(text)))
        let notice = numbers.columns[index].almostNumeric(name, rows: numbers.rowCount)
        if let notice, !options.isAllText { notices.append(notice) }
      } else {
        let storage = numbers.columns[index].finish()
        columns.append(Column(name: name, values: .numbers(NumberColumn(storage: storage))))
      }
    }
    return (Table(checked: columns, rowCount: numbers.rowCount), notices, fingerprint)
  }
}

/// Into what pieces a text is cut, and which threads read them.
struct PieceOptions: Sendable {
  /// Bytes of a piece; nil: as many as suit the text.
  var size: Int?
  /// Bytes that are looked at first to tell delimiter and names.
  var head = 1 << 16
  /// The threads; nil: the program's.
  var threads: WorkerPool?

  /// The bytes of a piece of a text of so many.
  ///
  /// 256 KB stay in the second-level cache. Of a long text more: threads wait for one another after
  /// every piece, which on a busy machine takes longer than reading one.
  func size(for bytes: Int) -> Int { size ?? min(2 << 20, max(1 << 18, bytes / 64)) }

  /// A text of one or two pieces is read before other threads are awake.
  func pool(for bytes: Int) -> WorkerPool? {
    bytes > 2 * size(for: bytes) ? threads ?? .shared : nil
  }
}

/// Reads a table of text that is in memory.
func readCSV(
  _ file: LoadedFile, options: CSVOptions = CSVOptions(), pieces: PieceOptions = PieceOptions()
) throws -> (table: Table, notices: [String]) {
  let source = MemorySource(path: file.path, bytes: file.bytes)
  let read = try CSVReader(source, options: options, pieces: pieces).table()
  return (read.table, read.notices)
}

/// Throws when some byte of a text is none of a text.
private func refuseBinary(_ source: any ByteSource) throws {
  let piece = try TextPiece(capacity: 1 << 16, path: source.path)
  var pieces = TextPieces(source, size: 1 << 16)
  while try pieces.take(into: piece) {
    if let byte = piece.suspiciousByte { throw try byte.error(in: source) }
  }
}
