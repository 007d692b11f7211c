import Glibc

/// Some bytes of a text, from the beginning of a line to the end of a line or of the text.
///
/// Unchecked: one thread at a time owns it.
final class TextPiece: @unchecked Sendable {
  /// Zeros that follow the bytes, so that a reader may look at 16 bytes at once anywhere.
  static let padding = 16

  private(set) var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// Where in the text it begins.
  fileprivate(set) var offset = 0
  /// Number of bytes.
  private(set) var count = 0
  /// Whether the text ends with it.
  fileprivate(set) var isLast = false

  /// Throws `tooLarge` when the system has no memory.
  init(capacity: Int, path: String) throws(DataError) {
    guard let memory = malloc(capacity + Self.padding) else {
      throw DataError.tooLarge(path: path, bytes: capacity, limit: 0)
    }
    self.capacity = capacity
    base = memory.assumingMemoryBound(to: UInt8.self)
  }

  deinit { free(base) }

  /// The bytes, valid until it is filled anew.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }
  /// Where the next piece begins.
  var end: Int { offset + count }
  /// The first byte that no text holds.
  var suspiciousByte: SuspiciousByte? {
    firstSuspiciousByte(bytes).map {
      SuspiciousByte(offset: offset + $0, isZero: base[$0] == 0)
    }
  }

  /// Takes the lines that begin at `offset`: about `size` bytes, more where a line is longer, none
  /// from `limit` on.
  fileprivate func fill(
    _ source: some ByteSource, at offset: Int, size: Int, limit: Int
  ) throws {
    self.offset = offset
    (count, isLast) = (0, false)
    var (wanted, found) = (size, 0)
    while true {
      try reserve(wanted, path: source.path)
      let asked = max(0, min(wanted, limit - offset) - found)
      found += try source.read(into: base + found, count: asked, at: offset + found)
      isLast = found < wanted
      count = isLast ? found : endOfLines(found)
      if isLast || count > 0 { break }
      wanted = wanted > .max / 2 ? .max : wanted * 2
    }
    (base + count).update(repeating: 0, count: Self.padding)
  }

  /// How many of the bytes are whole lines; a CR at the very end may have its LF still to come.
  private func endOfLines(_ found: Int) -> Int {
    var index = found - 1
    while index >= 0 {
      if base[index] == 10 || (base[index] == 13 && index + 1 < found) { return index + 1 }
      index -= 1
    }
    return 0
  }

  private func reserve(_ wanted: Int, path: String) throws(DataError) {
    guard wanted > capacity else { return }
    let bytes = wanted.addingReportingOverflow(Self.padding)
    guard !bytes.overflow, let memory = realloc(base, bytes.partialValue) else {
      throw DataError.tooLarge(path: path, bytes: wanted, limit: capacity)
    }
    base = memory.assumingMemoryBound(to: UInt8.self)
    capacity = wanted
  }
}

/// Hands out a text in pieces, in order, and takes its fingerprint on the way.
struct TextPieces {
  let source: any ByteSource
  /// Least bytes of a piece, but for the last one.
  private let size: Int
  /// Where the text is taken to end.
  private let limit: Int
  /// Where the next piece begins.
  private(set) var next = 0
  /// Of the first `hashed` bytes.
  private(set) var fingerprint = Fingerprint()
  private(set) var hashed = 0
  /// Whether the last piece was handed out; what a file has grown by since does not count.
  private var isOver = false

  init(_ source: any ByteSource, size: Int, limit: Int = .max) {
    self.source = source
    self.size = max(1, size)
    self.limit = limit
  }

  /// Fills the next piece; false when there is none.
  ///
  /// - Parameter least: bytes that it must have at least, where that is more than usual.
  mutating func take(into piece: TextPiece, least: Int = 0) throws -> Bool {
    if isOver { return false }
    try piece.fill(source, at: next, size: max(size, least), limit: limit)
    (next, isOver) = (piece.end, piece.isLast)
    if piece.end > hashed {
      fingerprint.add(UnsafeBufferPointer(rebasing: piece.bytes[(hashed - piece.offset)...]))
      hashed = piece.end
    }
    return piece.count > 0
  }

  /// Makes the next piece begin at `offset`, where a line begins that was handed out before.
  mutating func goBack(to offset: Int) { (next, isOver) = (offset, false) }
}
