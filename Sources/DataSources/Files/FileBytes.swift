import Glibc
import Tensors

/// The bytes of one file, whole, unpacked where the file is gzipped: copied, or mapped where they
/// are many and need no unpacking.
///
/// Small files are copied because the copy cannot change any more, whatever becomes of the file.
final class FileBytes: RowMemory, @unchecked Sendable {
  // Sendable because nothing writes to the memory after `init`.
  private let copy: UnsafeMutablePointer<UInt8>?
  private let mapping: MappedFile?
  /// The first byte.
  let base: UnsafeRawPointer
  /// Number of bytes.
  let count: Int

  /// Takes over memory from `malloc`, whose first `count` bytes are set.
  init(taking base: UnsafeMutablePointer<UInt8>, count: Int) {
    copy = base
    mapping = nil
    self.base = UnsafeRawPointer(base)
    self.count = count
  }

  /// The bytes of a mapped file.
  init(_ mapping: MappedFile) {
    copy = nil
    self.mapping = mapping
    base = mapping.base
    count = mapping.count
  }

  deinit { free(copy) }

  /// Whether the bytes are still those of the file.
  var isMapped: Bool { mapping != nil }

  var isWhole: Bool { mapping?.isWhole ?? true }

  func check() throws(FileError) { try mapping?.check() }

  func release() { mapping?.release() }

  /// The bytes, valid while this object lives.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(self) {
      try body(
        UnsafeBufferPointer(start: base.assumingMemoryBound(to: UInt8.self), count: count))
    }
  }

  /// Copies an array, for tests and for data made in memory.
  convenience init?(_ bytes: [UInt8]) {
    guard let copy = bytes.withUnsafeBytes({ FileBytes.copied($0) }) else { return nil }
    self.init(taking: copy, count: bytes.count)
  }

  /// Copies the memory of numbers.
  convenience init?(copying numbers: UnsafeRawBufferPointer) {
    guard let copy = FileBytes.copied(numbers) else { return nil }
    self.init(taking: copy, count: numbers.count)
  }

  private static func copied(_ bytes: UnsafeRawBufferPointer) -> UnsafeMutablePointer<UInt8>? {
    guard let memory = malloc(max(bytes.count, 1)) else { return nil }
    if let start = bytes.baseAddress { memory.copyMemory(from: start, byteCount: bytes.count) }
    return memory.assumingMemoryBound(to: UInt8.self)
  }
}

/// Memory from `malloc` that grows while a file is read into it.
struct GrowingBytes {
  private(set) var base: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int
  /// Bytes set so far.
  var count = 0

  /// Nil when the system has no memory.
  init?(capacity: Int) {
    self.capacity = max(capacity, 16)
    guard let memory = malloc(self.capacity) else { return nil }
    base = memory.assumingMemoryBound(to: UInt8.self)
  }

  /// The free space behind the bytes set so far.
  var space: Int { capacity - count }

  /// Makes room for at least one more byte by doubling; false when the system has no memory.
  mutating func grow(limit: Int) -> Bool {
    let wanted = min(capacity.multipliedReportingOverflow(by: 2).partialValue, limit)
    guard wanted > capacity, let memory = realloc(base, wanted) else { return false }
    base = memory.assumingMemoryBound(to: UInt8.self)
    capacity = wanted
    return true
  }
}
