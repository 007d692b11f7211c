import Glibc

/// The bytes of one file, whole, unpacked where the file is gzipped.
///
/// Copied and not mapped: a file that another program cuts short while it is mapped would end
/// this process with SIGBUS, and no file may do that.
final class FileBytes: @unchecked Sendable {
  // Sendable because nothing writes to the memory after `init`.
  private let base: UnsafeMutablePointer<UInt8>
  /// Number of bytes.
  let count: Int

  /// Takes over memory from `malloc`, whose first `count` bytes are set.
  init(taking base: UnsafeMutablePointer<UInt8>, count: Int) {
    self.base = base
    self.count = count
  }

  deinit { free(base) }

  /// The bytes, valid while this object lives.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(self) {
      try body(UnsafeBufferPointer(start: UnsafePointer(base), count: count))
    }
  }

  /// Copies an array, for tests and for data made in memory.
  convenience init?(_ bytes: [UInt8]) {
    guard var memory = GrowingBytes(capacity: bytes.count) else { return nil }
    memory.append(bytes)
    self.init(taking: memory.base, count: memory.count)
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

  fileprivate mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { base.update(from: start, count: source.count) }
    }
    count = bytes.count
  }
}
