import Glibc

/// A regular file that stays open while it is read in pieces.
///
/// Read and not mapped: a file that another program cuts short while it is mapped would end this
/// process with SIGBUS, and no file may do that.
final class FileSource: ByteSource {
  let path: String
  let size: Int
  private let descriptor: Int32
  private let limits: FileLimits

  /// Opens a file; throws as `readFile` does.
  convenience init(_ path: String, limits: FileLimits = .standard) throws {
    try self.init(opening: path, limits: limits)
    try checkSize()
  }

  private init(opening typedPath: String, limits: FileLimits) throws {
    path = expandingHome(typedPath)
    self.limits = limits
    descriptor = try openForReading(path)
    do {
      size = try regularFileSize(descriptor, path: path)
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// Opens a file whose first bytes are neither packed nor those of an array; nil for one of these.
  ///
  /// Throws `emptyFile` too. Arrays may be larger than the limit: they are not read into memory.
  convenience init?(plainText path: String, limits: FileLimits = .standard) throws {
    try self.init(opening: path, limits: limits)
    let head = try [UInt8](unsafeUninitializedCapacity: 8) { target, found in
      guard let base = target.baseAddress else { return }
      found = try read(into: base, count: 8, at: 0)
    }
    guard !head.isEmpty else { throw DataError.emptyFile(path: self.path) }
    let isOther = head.withUnsafeBufferPointer {
      isGzip($0) || looksLikeNPY($0) || looksLikeIDX($0)
    }
    if isOther { return nil }
    try checkSize()
  }

  private func checkSize() throws {
    guard size <= limits.bytes else {
      throw DataError.tooLarge(path: path, bytes: size, limit: limits.bytes)
    }
  }

  func read(into target: UnsafeMutablePointer<UInt8>, count: Int, at offset: Int) throws -> Int {
    var done = 0
    while done < count {
      let found = pread(descriptor, target + done, count - done, off_t(offset + done))
      if found == 0 { break }
      if found < 0 {
        let number = errno
        if number == EINTR { continue }
        throw DataError.unreadable(path: path, reason: systemReason(number))
      }
      done += found
      // A file may grow while it is read, and those in /proc tell no size.
      guard offset + done <= limits.bytes else {
        throw DataError.tooLarge(path: path, bytes: offset + done, limit: limits.bytes)
      }
    }
    return done
  }
}
