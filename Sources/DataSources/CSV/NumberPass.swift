import Synchronization
import Tensors

/// Reads the rows of a text into the columns, taking every column for numbers.
///
/// The text is cut into pieces at line ends, which threads read at the same time. A line end may lie
/// inside a quoted value, so a cut is a guess: it holds when the piece before, whose beginning is
/// certain, ends with a whole row. Pieces are therefore taken over in the order of the file, and
/// where a guess fails, what came after it is dropped and the row in question is read by itself.
///
/// Unchecked: between two barriers either thread 0 alone writes, or every thread its own columns and
/// its own reading.
final class NumberPass: @unchecked Sendable {
  let columns: ColumnBuilders
  /// Rows read so far.
  private(set) var rowCount = 0

  private let source: any ByteSource
  private let dialect: CSVDialect
  private let limit: Int
  private let pieces: Mutex<TextPieces>
  /// One for each thread.
  private let readings: [PieceReading]
  private let pool: WorkerPool?
  /// Readings of this round that are taken over, in the order of the file.
  private var due: [Due] = []
  /// Empty lines behind the last row.
  private var emptyLines = 0
  /// Rows that the columns have room for, and whether they still have to make it.
  private var (room, isRoomNew) = (0, false)
  private var stop: Stop?

  private struct Due {
    let reading: PieceReading
    /// Missing rows of a lone column before the reading's own.
    let missingRows: Int
  }

  /// Why the reading stops.
  private enum Stop {
    /// All rows are read.
    case end
    /// A row that begins here has to be read by itself.
    case uncertain(at: Int)
    /// In the row of this number, counted from 1, of a piece with this end.
    case mistake(PieceReading.Mistake, row: Int, end: Int)
    case suspicious(SuspiciousByte)
    case failed(any Error)
  }

  /// How often the threads start anew behind a failed guess before one of them reads the rest.
  private static let patience = 16

  /// - Parameters:
  ///   - limit: most rows to read.
  ///   - pieceSize: bytes of a piece.
  ///   - pool: the threads; nil: the calling one alone.
  init(
    _ source: any ByteSource, _ dialect: CSVDialect, missing: MissingValues, limit: Int,
    pieceSize: Int, pool: WorkerPool?
  ) throws {
    self.source = source
    self.dialect = dialect
    self.limit = limit
    self.pool = pool
    columns = ColumnBuilders(count: dialect.names.count)
    pieces = Mutex(TextPieces(source, size: pieceSize))
    readings = try (0..<(pool?.threads ?? 1)).map { _ in
      try PieceReading(dialect, missing: missing, size: pieceSize, path: source.path)
    }
  }

  /// Reads all rows, or as many as were asked for.
  ///
  /// Throws the first mistake; but a byte that no text holds comes before any other mistake,
  /// wherever it is.
  func run() throws {
    var patience = pool == nil ? 0 : Self.patience
    while true {
      stop = nil
      if patience > 0, let pool {
        pool.run { self.work(thread: $0, of: pool) }
      } else {
        readAlone(pieces: .max)
      }
      if case .uncertain(let offset) = stop {
        patience -= 1
        stop = nil
        pieces.withLock { $0.goBack(to: offset) }
        readAlone(pieces: 1)
      }
      guard let stop else { continue }
      return try finish(stop)
    }
  }

  /// What was read, for a second reading to be compared with.
  var text: (bytes: Int, fingerprint: Fingerprint) {
    pieces.withLock { ($0.hashed, $0.fingerprint) }
  }

  /// Reads on to the end of the text, which has to be text to its last byte, and gives its fingerprint.
  func readRest() throws -> Fingerprint {
    try pieces.withLock { pieces in
      while try pieces.take(into: readings[0].piece) {
        if let byte = readings[0].piece.suspiciousByte { throw try byte.error(in: source) }
      }
      return pieces.fingerprint
    }
  }

  private func finish(_ stop: Stop) throws {
    switch stop {
    case .end, .uncertain: return
    case .failed(let error): throw error
    case .suspicious(let byte): throw try byte.error(in: source)
    case .mistake(let mistake, let row, let end):
      pieces.withLock { $0.goBack(to: end) }
      _ = try readRest()
      throw try mistake.error(in: source, row: row, expected: dialect.names.count)
    }
  }
}

// MARK: Threads

extension NumberPass {
  /// What one thread does until there is a reason to stop.
  private func work(thread: Int, of pool: WorkerPool) {
    let reading = readings[thread]
    let own = pool.slice(of: columns.count, thread: thread)
    var next = take(into: reading)
    // A round has one piece for each: nobody takes a second one before all have one.
    pool.barrier()
    while true {
      reading.read(next)
      // While others may still read theirs.
      next = take(into: reading)
      pool.barrier()
      if thread == 0 { admitRound() }
      pool.barrier()
      takeOver(columns: own)
      if stop != nil { return }
      // Nobody reads on before all have taken over.
      pool.barrier()
    }
  }

  private func take(into reading: PieceReading) -> Result<Bool, any Error> {
    Result { try pieces.withLock { try $0.take(into: reading.piece) } }
  }

  /// Decides which of the pieces that were read are what they were taken for.
  private func admitRound() {
    due = []
    let read = readings.filter(\.isThere).sorted { $0.start < $1.start }
    if read.isEmpty { stop = .end }
    for reading in read where stop == nil { admit(reading) }
    makeRoom()
  }

  private func admit(_ reading: PieceReading) {
    let missingRows = columns.count == 1 && reading.meetsRow ? emptyLines : 0
    if limit - rowCount <= missingRows + reading.rows, !reading.ending.isFailure {
      // Where the limit lies within is for the row's number to say, which the reading did not know.
      stop = .uncertain(at: reading.start)
      return
    }
    admit(reading, missingRows: missingRows)
    emptyLines = reading.rows > 0 ? reading.emptyLines : emptyLines + reading.emptyLines
  }

  private func admit(_ reading: PieceReading, missingRows: Int) {
    let first = rowCount + missingRows
    switch reading.ending {
    case .whole: break
    case .enough: stop = .end
    case .insideRow(let offset): stop = .uncertain(at: offset)
    case .suspicious(let byte): return stop = .suspicious(byte)
    case .failed(let error): return stop = .failed(error)
    case .mistake(let mistake):
      return stop = .mistake(mistake, row: first + reading.rows + 1, end: reading.end)
    }
    due.append(Due(reading: reading, missingRows: missingRows))
    for (column, note) in reading.notes.notes {
      columns[column].noteTexts(note.count, row: first + note.firstRow, note.firstText)
    }
    rowCount = first + reading.rows
  }

  /// Guesses from the rows so far how many there will be, so that the columns need not grow twice.
  private func makeRoom() {
    isRoomNew = rowCount > room
    guard isRoomNew, let end = due.last?.reading.end else { return }
    let body = Double(max(1, end - dialect.bodyOffset))
    let whole = Double(max(source.size, end) - dialect.bodyOffset)
    let guess = Int((Double(rowCount) * whole / body * 1.01).rounded(.up)) + 16
    room = max(rowCount, min(limit, max(guess, room + room / 4)))
  }

  private func takeOver(columns own: Range<Int>) {
    for column in own {
      if isRoomNew { columns[column].reserve(room) }
      for due in due {
        columns[column].appendMissing(due.missingRows)
        columns[column].append(due.reading.strips.strip(column))
      }
    }
  }
}

// MARK: One thread

extension NumberPass {
  /// Reads so many pieces from where the last certain row ended, each when the one before is known.
  private func readAlone(pieces count: Int) {
    let reading = readings[0]
    var (done, least) = (0, 0)
    while done < count, stop == nil {
      let next = Result { try pieces.withLock { try $0.take(into: reading.piece, least: least) } }
      reading.read(next, emptyLines: emptyLines, limit: limit - rowCount)
      due = []
      guard reading.isThere else {
        stop = .end
        return
      }
      admit(reading, missingRows: 0)
      emptyLines = reading.emptyLines
      makeRoom()
      takeOver(columns: 0..<columns.count)
      done += 1
      if case .uncertain(let offset) = stop {
        // A value longer than the piece: more of the row is needed.
        least = offset == reading.start ? 2 * max(least, reading.end - offset) : 0
        stop = nil
        done -= 1
        pieces.withLock { $0.goBack(to: offset) }
      }
    }
  }
}
