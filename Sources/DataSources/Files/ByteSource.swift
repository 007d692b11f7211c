/// Where the bytes of a text come from: read piece by piece, any piece at any time.
protocol ByteSource: Sendable {
  /// What messages call it.
  var path: String { get }
  /// How many bytes there are, as far as that is known: a file may grow.
  var size: Int { get }

  /// Copies bytes from `offset` on and returns how many: fewer than asked for only at the end.
  func read(into target: UnsafeMutablePointer<UInt8>, count: Int, at offset: Int) throws -> Int
}

/// Bytes that are in memory: unpacked ones, and those of tests.
struct MemorySource: ByteSource {
  let path: String
  let bytes: FileBytes

  var size: Int { bytes.count }

  func read(into target: UnsafeMutablePointer<UInt8>, count: Int, at offset: Int) -> Int {
    bytes.withBytes { bytes in
      let copied = max(0, min(count, bytes.count - offset))
      if copied > 0, let base = bytes.baseAddress {
        target.update(from: base + offset, count: copied)
      }
      return copied
    }
  }
}
