import CKernels

/// The numbers of arrays in files in ascending order, missing ones left out.
///
/// Types of one or two bytes are counted; others are sorted in a copy no larger than the file where
/// all are of one type of four bytes, else of eight bytes a number.
public final class AscendingNumbers {
  /// How many numbers there are.
  public let count: Int
  /// How many are missing.
  public let missing: Int
  private let order: Order

  private enum Order {
    case counted([(number: Double, count: Int)])
    case narrow(NumberKeys<UInt32>, ElementType)
    case wide(NumberKeys<UInt64>)
  }

  /// Reads and orders the numbers of every `step`-th row.
  ///
  /// - Throws: `FileError` where a file is no longer what was loaded.
  public init(_ segments: [RowSegment], everyRow step: Int = 1) throws(FileError) {
    let rows = SteppedRows(segments, step)
    let types = Set(segments.map(\.type))
    if types.allSatisfy({ $0.size <= 2 }) {
      let counts = rows.patternCounts()
      (order, missing) = (.counted(counts.ascending), counts.missing)
      count = counts.ascending.reduce(0) { $0 + $1.count }
    } else if let type = types.first, types.count == 1, type.size == 4 {
      let keys = NumberKeys<UInt32>(room: rows.count) { radix_sort_32($0, $1) }
      missing = rows.fill(keys) { type.narrowKey($0) }
      (order, count) = (.narrow(keys, type), keys.count)
    } else {
      let keys = NumberKeys<UInt64>(room: rows.count) { radix_sort_64($0, $1) }
      missing = rows.fill(keys) { wideKey($0) }
      (order, count) = (.wide(keys), keys.count)
    }
    for segment in segments { try segment.memory.check() }
  }

  /// The bytes the order of these numbers takes.
  public static func bytes(_ segments: [RowSegment]) -> Int {
    let types = Set(segments.map(\.type))
    if types.allSatisfy({ $0.size <= 2 }) { return 0 }
    let isNarrow = types.count == 1 && types.first?.size == 4
    return segments.reduce(0) { $0 + $1.count } * (isNarrow ? 4 : 8)
  }

  /// The number at a rank, counted from 0.
  public subscript(rank: Int) -> Double {
    precondition(rank >= 0 && rank < count, "rank \(rank) of \(count) numbers")
    switch order {
    case .counted(let runs):
      var left = rank
      for run in runs {
        if left < run.count { return run.number }
        left -= run.count
      }
      return .nan
    case .narrow(let keys, let type): return type.number(narrowKey: keys.base[rank])
    case .wide(let keys): return number(wideKey: keys.base[rank])
    }
  }

  /// Calls `body` with each different number, ascending, and how often it occurs.
  public func forEachRun(_ body: (_ number: Double, _ count: Int) -> Void) {
    switch order {
    case .counted(let runs): runs.forEach { body($0.number, $0.count) }
    case .narrow(let keys, let type): keys.forEachRun { body(type.number(narrowKey: $0), $1) }
    case .wide(let keys): keys.forEachRun { body(number(wideKey: $0), $1) }
    }
  }
}

// MARK: - Keys

/// Whole numbers in the order of the numbers they stand for.
private final class NumberKeys<Key: FixedWidthInteger & UnsignedInteger> {
  let base: UnsafeMutablePointer<Key>
  private(set) var count = 0
  private let sort: (UnsafeMutablePointer<Key>, Int64) -> Void

  init(room: Int, sort: @escaping (UnsafeMutablePointer<Key>, Int64) -> Void) {
    base = .allocate(capacity: max(room, 1))
    self.sort = sort
  }

  deinit { base.deallocate() }

  func append(_ key: Key) {
    base[count] = key
    count += 1
  }

  func finish() { sort(base, Int64(count)) }

  func forEachRun(_ body: (Key, Int) -> Void) {
    var start = 0
    for index in 0..<count where index + 1 == count || base[index + 1] != base[index] {
      body(base[index], index + 1 - start)
      start = index + 1
    }
  }
}

extension ElementType {
  /// A key of 32 bits for a number of this type; nil for a missing one.
  fileprivate func narrowKey(_ number: Double) -> UInt32? {
    switch self {
    case .int32: return UInt32(bitPattern: Int32(number)) ^ 0x8000_0000
    case .uint32: return UInt32(number)
    default:
      guard !number.isNaN else { return nil }
      // Adding 0 makes -0 the 0 it equals.
      let bits = (Float(number) + 0).bitPattern
      return bits & 0x8000_0000 == 0 ? bits | 0x8000_0000 : ~bits
    }
  }

  fileprivate func number(narrowKey key: UInt32) -> Double {
    switch self {
    case .int32: Double(Int32(bitPattern: key ^ 0x8000_0000))
    case .uint32: Double(key)
    default: Double(Float(bitPattern: key & 0x8000_0000 == 0 ? ~key : key & 0x7fff_ffff))
    }
  }
}

private func wideKey(_ number: Double) -> UInt64? {
  guard !number.isNaN else { return nil }
  let bits = (number + 0).bitPattern
  return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
}

private func number(wideKey key: UInt64) -> Double {
  Double(bitPattern: key >> 63 == 0 ? ~key : key & ~(1 << 63))
}

// MARK: - Reading

/// Every so many-th row of some segments, read in order.
private struct SteppedRows {
  let segments: [RowSegment]
  let step: Int

  init(_ segments: [RowSegment], _ step: Int) {
    self.segments = segments
    self.step = max(1, step)
  }

  /// How many numbers there are.
  var count: Int { segments.reduce(0) { $0 + ($1.rows + step - 1) / step * $1.width } }

  /// Calls `body` with runs of positions, and lets go of the memory of what lies behind.
  private func forEachStretch(_ body: (_ segment: Int, _ positions: Range<Int>) -> Void) {
    for (index, segment) in segments.enumerated() {
      let rowsAtOnce = step == 1 ? max(1, (1 << 15) / segment.width) : 1
      var unreleased = 0
      for row in stride(from: 0, to: segment.rows, by: step * rowsAtOnce) {
        let last = min(segment.rows, row + rowsAtOnce)
        body(index, row * segment.width..<last * segment.width)
        unreleased += (last - row) * step * segment.width * segment.type.size
        if unreleased >= 16 << 20 {
          segment.memory.release()
          unreleased = 0
        }
      }
      segment.memory.release()
    }
  }

  /// Takes in the keys of all numbers and orders them; how many were missing.
  func fill<Key>(_ keys: NumberKeys<Key>, _ key: (Double) -> Key?) -> Int {
    var block: [Double] = []
    var missing = 0
    forEachStretch { segment, positions in
      let segment = segments[segment]
      if block.count < positions.count {
        block = [Double](repeating: 0, count: positions.count)
      }
      block.withUnsafeMutableBufferPointer { place in
        guard let start = place.baseAddress else { return }
        segment.read(positions, into: start)
        for index in 0..<positions.count {
          if let key = key(start[index]) { keys.append(key) } else { missing += 1 }
        }
      }
    }
    keys.finish()
    return missing
  }

  /// How often each number of one or two bytes occurs.
  func patternCounts() -> (ascending: [(number: Double, count: Int)], missing: Int) {
    var counts = segments.map { [Int](repeating: 0, count: 1 << (8 * $0.type.size)) }
    forEachStretch { index, positions in
      counts[index].withUnsafeMutableBufferPointer {
        segments[index].count(positions, into: $0)
      }
    }
    var total: [Double: Int] = [:]
    var missing = 0
    for (segment, counts) in zip(segments, counts) {
      for (pattern, count) in counts.enumerated() where count > 0 {
        let number = segment.number(ofPattern: pattern) + 0
        if number.isNaN { missing += count } else { total[number, default: 0] += count }
      }
    }
    return (total.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, missing)
  }
}

extension RowSegment {
  /// Counts the bit patterns, in the file's byte order, of numbers of one or two bytes.
  fileprivate func count(_ positions: Range<Int>, into counts: UnsafeMutableBufferPointer<Int>) {
    let bytes = memory.base + offset
    for position in positions {
      let pattern =
        type.size == 1
        ? Int(bytes.load(fromByteOffset: position, as: UInt8.self))
        : Int(bytes.loadUnaligned(fromByteOffset: position * 2, as: UInt16.self))
      counts[pattern] += 1
    }
  }

  /// What a bit pattern stands for.
  fileprivate func number(ofPattern pattern: Int) -> Double {
    var bits = UInt16(truncatingIfNeeded: pattern)
    var result = 0.0
    withUnsafeBytes(of: &bits) { bytes in
      guard let base = bytes.baseAddress else { return }
      var one = stored_numbers(
        base: base.assumingMemoryBound(to: UInt8.self), type: type.stored,
        is_swapped: numbers.is_swapped)
      stored_numbers_read(&one, 0, 1, &result)
    }
    return result
  }
}
