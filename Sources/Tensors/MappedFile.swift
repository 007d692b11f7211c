import CMappings
import Glibc

/// A file's bytes where the system keeps them, mapped for reading and never copied.
///
/// Another program may cut the file short while it is mapped. Reading goes on then, over zeros, and
/// `check()` says so afterwards: no file ends the process.
public final class MappedFile: RowMemory, @unchecked Sendable {
  // Sendable because the bytes are only read, and the rest is set once.
  private let mapping: OpaquePointer
  private let descriptor: Int32
  private let state: FileState
  /// The path, for messages.
  public let path: String
  /// The number of bytes.
  public let count: Int

  /// Maps the first `count` bytes of an open file; nil when there are none or the system refuses.
  ///
  /// The descriptor stays the caller's.
  public init?(descriptor: Int32, path: String, count: Int) {
    guard count > 0, let state = FileState(descriptor) else { return nil }
    let own = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard own >= 0 else { return nil }
    guard let mapping = mapping_open(own, count) else {
      close(own)
      return nil
    }
    (self.mapping, self.state, self.path, self.count) = (mapping, state, path, count)
    self.descriptor = own
  }

  deinit {
    mapping_close(mapping)
    close(descriptor)
  }

  /// The first byte; valid while this object lives.
  public var base: UnsafeRawPointer { UnsafeRawPointer(mapping_bytes(mapping)) }

  /// Whether no byte read so far was missing; costs next to nothing.
  public var isWhole: Bool { mapping_is_whole(mapping) }

  /// Refuses a file that became shorter, was written to or could not be read since it was mapped.
  public func check() throws(FileError) {
    let now = FileState(descriptor)
    guard let now, now.size >= state.size else { throw .changed(path: path, .shorter) }
    if now != state { throw .changed(path: path, .written) }
    if !isWhole { throw .changed(path: path, .unreadable) }
  }

  /// Lets go of the memory of what has been read; the system may keep it and gives it again.
  public func release() { mapping_release(mapping) }

  /// Calls `body`, which reads all bytes in their order.
  public func readingInOrder<Result>(_ body: () throws -> Result) rethrows -> Result {
    mapping_read_ahead(mapping, true)
    defer {
      mapping_read_ahead(mapping, false)
      mapping_release(mapping)
    }
    return try body()
  }
}

/// What tells that a file was changed: its size and when it was last written to.
private struct FileState: Equatable {
  let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  init?(_ descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    size = Int(status.st_size)
    (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
  }
}
