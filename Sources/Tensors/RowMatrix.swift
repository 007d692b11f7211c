import CKernels

/// Rows of numbers that models read: held as floats, or left where a file has them and converted
/// only when a batch brings them together.
///
/// Which of the two it is changes no number: the conversion is the same.
public struct RowMatrix: Sendable {
  /// The lengths of the axes; the first one counts rows.
  public let shape: Shape
  private let content: Content
  /// Whether every number is known to be finite.
  public private(set) var isKnownFinite = false

  private enum Content {
    case tensor(Tensor)
    case stored(StoredRows)
  }

  /// Rows held as floats.
  public init(_ tensor: Tensor) {
    shape = tensor.shape
    content = .tensor(tensor)
  }

  /// Rows left where they are: segments below each other.
  ///
  /// - Parameters:
  ///   - segments: the rows, all of the same width.
  ///   - rowShape: the shape of a row.
  ///   - rows: which of them there are, counted from 0; nil for all in their order.
  ///   - scaling: what becomes of the numbers.
  /// - Returns: nil where widths, shapes or row numbers do not fit.
  public init?(
    _ segments: [RowSegment], rowShape: [Int], rows: [Int]? = nil, scaling: RowScaling = .none
  ) {
    let selection = rows.map { $0.map { Int32(exactly: $0) ?? -1 } }
    guard let stored = StoredRows(segments, selection: selection, scaling: scaling),
      rowShape.reduce(1, *) == stored.width
    else { return nil }
    shape = Shape([stored.rows] + rowShape)
    content = .stored(stored)
    isKnownFinite = stored.isAlwaysFinite
  }

  /// The number of rows.
  public var rows: Int { shape.rank == 0 ? 1 : shape[0] }

  /// Numbers per row: the product of the lengths behind the first axis.
  public var rowCount: Int { shape.dimensions.dropFirst().reduce(1, *) }

  /// All numbers as floats: a copy, unless they are held so.
  public var tensor: Tensor {
    switch content {
    case .tensor(let tensor): tensor
    case .stored: gathered(nil, 0, rows)
    }
  }

  /// All numbers as floats, row-major.
  public var values: [Float] { tensor.values }

  /// Some rows as floats, in the order asked for.
  public func selecting(_ chosen: [Int]) -> Tensor {
    for row in chosen { precondition(row >= 0 && row < rows, "row \(row) of \(rows)") }
    return gathered(chosen.map { Int32($0) }, 0, chosen.count)
  }

  /// The first rows as floats.
  public func prefix(_ count: Int) -> Tensor {
    if case .tensor(let tensor) = content, count >= rows { return tensor }
    return gathered(nil, 0, min(max(0, count), rows))
  }

  /// Writes the numbers of one row to `place`, which must have room for `rowCount` of them.
  public func copyRow(_ index: Int, to place: UnsafeMutablePointer<Float>) {
    precondition(index >= 0 && index < rows, "row \(index) of \(rows)")
    gather(nil, index, 1, into: place)
  }

  /// The numbers of one row.
  public func row(_ index: Int) -> [Float] { selecting([index]).values }

  /// Calls `body` with the description that kernels gather from; nil for rows held as floats.
  ///
  /// The description stays valid while this value, or a copy of it, lives.
  public func withStoredRows<Result>(
    _ body: (UnsafePointer<stored_rows>) throws -> Result
  ) rethrows -> Result? {
    guard case .stored(let stored) = content else { return nil }
    return try withExtendedLifetime(stored) { try body(UnsafePointer(stored.matrix)) }
  }

  /// The first number of rows that lie in a file exactly as a tensor would hold them; else nil.
  ///
  /// The address stays valid while this value, or a copy of it, lives.
  public var floatsInPlace: UnsafePointer<Float>? {
    guard case .stored(let stored) = content else { return nil }
    return stored.floatsInPlace
  }

  private func gathered(_ order: [Int32]?, _ first: Int, _ count: Int) -> Tensor {
    var result = Tensor(zeros: Shape([count] + shape.dimensions.dropFirst()))
    result.withUnsafeMutableBufferPointer { place in
      guard let place = place.baseAddress else { return }
      gather(order, first, count, into: place)
    }
    return result
  }

  private func gather(
    _ order: [Int32]?, _ first: Int, _ count: Int, into place: UnsafeMutablePointer<Float>
  ) {
    switch content {
    case .stored(let stored):
      withExtendedLifetime(stored) {
        stored_rows_gather(stored.matrix, order, Int64(first), Int64(count), place)
      }
    case .tensor(let tensor):
      tensor.withUnsafeBufferPointer { source in
        guard let source = source.baseAddress else { return }
        guard let order else {
          return place.update(from: source + first * rowCount, count: count * rowCount)
        }
        gather_rows(source, Int64(rowCount), order, Int64(count), place)
      }
    }
  }
}

// MARK: - Checks

extension RowMatrix {
  /// Whether nothing read so far was missing from its file; costs next to nothing.
  public var isWhole: Bool {
    guard case .stored(let stored) = content else { return true }
    return stored.segments.allSatisfy { $0.memory.isWhole }
  }

  /// Refuses files that became shorter or were written to since they were loaded.
  public func checkFiles() throws(FileError) {
    guard case .stored(let stored) = content else { return }
    for segment in stored.segments { try segment.memory.check() }
  }

  /// Where the first number is that is infinite or missing, looked for row by row and without
  /// keeping what was read in memory; nil where all are finite.
  public func firstNotFinite() -> (row: Int, column: Int)? {
    guard !isKnownFinite else { return nil }
    let width = max(1, rowCount)
    guard case .stored(let stored) = content else {
      return tensor.withUnsafeBufferPointer { numbers in
        guard let first = numbers.baseAddress else { return nil }
        let found = Int(array_first_not_finite(first, Int64(numbers.count)))
        return found == numbers.count ? nil : (found / width, found % width)
      }
    }
    let blockRows = max(1, (1 << 16) / width)
    var block = [Float](repeating: 0, count: blockRows * width)
    var found: (row: Int, column: Int)?
    stored.readInBlocks(blockRows) { rows in
      block.withUnsafeMutableBufferPointer { place in
        guard let start = place.baseAddress else { return true }
        gather(nil, rows.lowerBound, rows.count, into: start)
        let position = Int(array_first_not_finite(start, Int64(rows.count * width)))
        guard position < rows.count * width else { return true }
        found = (rows.lowerBound + position / width, position % width)
        return false
      }
    }
    return found
  }

  /// The same rows, known to be finite from now on.
  public func knownFinite() -> RowMatrix {
    var copy = self
    copy.isKnownFinite = true
    return copy
  }
}

extension RowMatrix {
  /// Numbers per row of rows that lie in a file, else nil.
  var storedWidth: Int? {
    guard case .stored(let stored) = content else { return nil }
    return stored.width
  }

  /// Calls `body` with block after block of the rows that lie in a file, in order, and room for
  /// their numbers.
  func readStoredBlocks(
    ofNumbers size: Int,
    _ body: (UnsafePointer<stored_rows>, Range<Int>, UnsafeMutablePointer<Double>) -> Void
  ) {
    guard case .stored(let stored) = content else { return }
    let blockRows = max(1, size / stored.width)
    var block = [Double](repeating: 0, count: blockRows * stored.width)
    stored.readInBlocks(blockRows) { rows in
      block.withUnsafeMutableBufferPointer { place in
        guard let start = place.baseAddress else { return }
        body(stored.matrix, rows, start)
      }
      return true
    }
  }
}

extension StoredRows {
  /// Calls `body` with ranges of at most `size` rows until it returns false, and lets go of the
  /// memory of what lies behind.
  func readInBlocks(_ size: Int, _ body: (Range<Int>) -> Bool) {
    var unreleased = 0
    let limit = 16 << 20
    for start in stride(from: 0, to: rows, by: size) {
      let range = start..<min(rows, start + size)
      guard body(range) else { break }
      unreleased += range.count * width * 4
      if unreleased >= limit {
        segments.forEach { $0.memory.release() }
        unreleased = 0
      }
    }
    segments.forEach { $0.memory.release() }
  }
}

extension RowMatrix: Equatable {
  /// Whether shapes and all numbers are equal, however they are held.
  public static func == (a: RowMatrix, b: RowMatrix) -> Bool {
    a.shape == b.shape && a.tensor == b.tensor
  }
}
