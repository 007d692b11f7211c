import CKernels

/// Rows of numbers as a file holds them: one type, one after the other.
public struct RowSegment: Sendable {
  /// Where the bytes are.
  public let memory: any RowMemory
  /// Where the first number begins.
  public let offset: Int
  /// What a number is.
  public let type: ElementType
  /// Whether the most significant byte of a number comes first.
  public let isBigEndian: Bool
  /// Numbers of one row.
  public let width: Int
  /// How many rows there are.
  public let rows: Int

  /// Rows that begin at a byte; nil when they would end behind the last one.
  public init?(
    _ memory: any RowMemory, offset: Int, type: ElementType, isBigEndian: Bool, width: Int,
    rows: Int
  ) {
    let (numbers, isTooWide) = width.multipliedReportingOverflow(by: rows)
    let (bytes, isTooLong) = numbers.multipliedReportingOverflow(by: type.size)
    guard !isTooWide, !isTooLong, width > 0, rows >= 0, offset >= 0, offset <= memory.count,
      bytes <= memory.count - offset
    else { return nil }
    self.memory = memory
    self.offset = offset
    self.type = type
    self.isBigEndian = isBigEndian
    self.width = width
    self.rows = rows
  }

  /// The first rows.
  public func prefix(_ count: Int) -> RowSegment {
    RowSegment(
      memory, offset: offset, type: type, isBigEndian: isBigEndian, width: width,
      rows: min(max(0, count), rows)) ?? self
  }

  /// The number of numbers.
  public var count: Int { width * rows }

  /// Numbers of these positions, in double precision, row-major.
  public func read(_ positions: Range<Int>, into place: UnsafeMutablePointer<Double>) {
    precondition(
      positions.lowerBound >= 0 && positions.upperBound <= count,
      "numbers \(positions) of \(count)")
    withExtendedLifetime(memory) {
      var numbers = numbers
      stored_numbers_read(&numbers, Int64(positions.lowerBound), Int64(positions.count), place)
    }
  }

  /// As the kernels take it; valid while the memory lives.
  var numbers: stored_numbers {
    let isSwapped = type.size > 1 && isBigEndian == (1.littleEndian == 1)
    return stored_numbers(
      base: (memory.base + offset).assumingMemoryBound(to: UInt8.self), type: type.stored,
      is_swapped: isSwapped)
  }
}
