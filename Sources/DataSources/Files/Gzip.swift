import CZlib
import Glibc

/// Whether the bytes begin as a gzip file does.
func isGzip(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  bytes.count >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b
}

/// Unpacks a gzip file of one or several members (RFC 1952), with limits on what it may become.
func inflateGzip(_ packed: FileBytes, path: String, limits: FileLimits) throws -> FileBytes {
  let inflater = try GzipInflater(path: path)
  return try packed.withBytes { source in
    guard var memory = GrowingBytes(capacity: min(limits.bytes, max(1 << 16, source.count * 4)))
    else { throw DataError.tooLarge(path: path, bytes: source.count, limit: limits.bytes) }
    do {
      try inflater.inflate(source, into: &memory, limits: limits)
    } catch {
      free(memory.base)
      throw error
    }
    return FileBytes(taking: memory.base, count: memory.count)
  }
}

/// The one owner of a zlib stream.
private final class GzipInflater {
  private let stream: UnsafeMutablePointer<z_stream>
  private let path: String

  init(path: String) throws {
    self.path = path
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 bits of window, and 16 for "gzip header and no other".
    let status = inflateInit2_(
      stream, 15 + 16, zlibVersion(), Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      stream.deallocate()
      throw DataError.damagedGzip(path: path, reason: "zlib status \(status)")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func inflate(
    _ source: UnsafeBufferPointer<UInt8>, into memory: inout GrowingBytes, limits: FileLimits
  ) throws {
    var position = 0
    while true {
      if memory.space == 0 { try grow(&memory, packed: source.count, limits: limits) }
      let status = step(source, at: &position, into: &memory)
      switch status {
      case Z_OK: continue
      case Z_BUF_ERROR where memory.space == 0: continue
      case Z_BUF_ERROR: throw damaged("it ends in the middle")
      case Z_STREAM_END:
        guard try anotherMember(source, at: &position) else { return }
      default: throw damaged(stream.pointee.msg.map { String(cString: $0) } ?? "bad data")
      }
    }
  }

  /// One call of zlib's inflate, which counts in 32 bits.
  private func step(
    _ source: UnsafeBufferPointer<UInt8>, at position: inout Int, into memory: inout GrowingBytes
  ) -> Int32 {
    let offered = min(source.count - position, 1 << 30)
    let room = min(memory.space, 1 << 30)
    stream.pointee.next_in = source.baseAddress.map {
      UnsafeMutablePointer(mutating: $0 + position)
    }
    stream.pointee.avail_in = UInt32(offered)
    stream.pointee.next_out = memory.base + memory.count
    stream.pointee.avail_out = UInt32(room)
    let status = CZlib.inflate(stream, Z_NO_FLUSH)
    position += offered - Int(stream.pointee.avail_in)
    memory.count += room - Int(stream.pointee.avail_out)
    return status
  }

  /// Whether a further member follows; padding with zeros ends the file, as gzip(1) has it.
  private func anotherMember(
    _ source: UnsafeBufferPointer<UInt8>, at position: inout Int
  ) throws -> Bool {
    let rest = source[position...]
    if rest.allSatisfy({ $0 == 0 }) { return false }
    guard rest.starts(with: [0x1f, 0x8b]) else { throw damaged("other data follows its end") }
    guard inflateReset(stream) == Z_OK else { throw damaged("zlib cannot start anew") }
    return true
  }

  private func grow(_ memory: inout GrowingBytes, packed: Int, limits: FileLimits) throws {
    let isBomb = memory.count >= limits.suspiciousBytes && memory.count / limits.ratio > packed
    if isBomb {
      throw DataError.gzipBomb(path: path, bytes: memory.count, compressed: packed)
    }
    guard memory.grow(limit: limits.bytes) else {
      throw DataError.tooLarge(path: path, bytes: memory.count, limit: limits.bytes)
    }
  }

  private func damaged(_ reason: String) -> DataError {
    .damagedGzip(path: path, reason: reason)
  }
}
