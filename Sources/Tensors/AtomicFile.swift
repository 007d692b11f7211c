import Glibc

/// A file operation the system refused.
public enum FileError: Error, Sendable, Equatable {
  /// `operation` completes "cannot ... PATH"; `code` is errno's value.
  case refused(operation: String, path: String, code: Int32)
  /// The path holds a NUL, which no file name can.
  case badPath(String)
  /// A file that is read where it lies is no longer the one that was loaded.
  case changed(path: String, Change)

  /// What became of a file while it was in use.
  public enum Change: Sendable, Equatable {
    /// It became shorter.
    case shorter
    /// It was written to.
    case written
    /// The system could not read all of it.
    case unreadable
  }

  /// What is wrong, in one sentence.
  public var message: String {
    switch self {
    case .refused(let operation, let path, let code):
      "cannot \(operation) \(path): \(String(cString: strerror(code)))"
    case .badPath: "a file name cannot hold a NUL character"
    case .changed(let path, .shorter): "\(path) became shorter while it was in use"
    case .changed(let path, .written): "\(path) was written to while it was in use"
    case .changed(let path, .unreadable): "a part of \(path) can no longer be read"
    }
  }

  /// What to do about it.
  public var hint: String? {
    if case .changed(let path, _) = self { return "load \"\(path)\" reads it anew" }
    guard case .refused(_, let path, let code) = self else { return nil }
    return switch code {
    case ENOENT, ENOTDIR: "the folder of \(path) has to exist first"
    case EACCES, EPERM, EROFS: "choose a folder that may be written to"
    case ENOSPC, EDQUOT, EFBIG: "free some space, or choose another disk"
    case EISDIR: "name a file inside it"
    default: nil
    }
  }
}

/// Writes whole files so that a reader, or a crash, sees the old bytes or the new ones, never a mix.
///
/// The bytes go to a temporary file in the same folder, are synced and renamed over the old file;
/// then the folder is synced. Whatever fails before the rename leaves the old file as it was and
/// no temporary behind. A symbolic link is followed and stays a link; the permissions of an
/// existing file are kept. What is not a regular file (/dev/null, a pipe) cannot be replaced and
/// is written to as it is.
public enum AtomicFile {
  /// Replaces the content of the file at `path`, or makes it.
  ///
  /// - Throws: `FileError` with the system's reason.
  public static func write(path: String, _ bytes: [UInt8]) throws(FileError) {
    guard !path.utf8.contains(0) else { throw .badPath(path) }
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG { return try writeInPlace(path, bytes) }
    // A rename asks nothing of the file it replaces: without this, read-only would not protect it.
    if exists, access(path, W_OK) != 0 { throw refusal("write", path) }
    let mode = exists ? status.st_mode & 0o7777 : nil
    try replace(resolved(path), shownAs: path, mode: mode, bytes)
  }

  private static func replace(
    _ target: String, shownAs path: String, mode: mode_t?, _ bytes: [UInt8]
  ) throws(FileError) {
    let folder = folder(of: target)
    let temporary = try makeTemporary(in: folder, shownAs: path)
    do throws(FileError) {
      try fill(temporary.descriptor, shownAs: path, mode: mode, bytes)
      guard rename(temporary.path, target) == 0 else { throw refusal("replace", path) }
    } catch {
      unlink(temporary.path)
      throw error
    }
    try syncFolder(folder)
  }

  /// Opens a new file of a name no one else has; the name is short whatever the target's is.
  private static func makeTemporary(
    in folder: String, shownAs path: String
  ) throws(FileError) -> (path: String, descriptor: Int32) {
    for attempt in 0..<1000 {
      let name = "\(folder)/.lossrepl-\(getpid())-\(attempt).tmp"
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (name, descriptor) }
      if errno != EEXIST && errno != EINTR { break }
    }
    throw refusal("write", path)
  }

  /// Writes and syncs the bytes and closes the descriptor, whatever happens.
  private static func fill(
    _ descriptor: Int32, shownAs path: String, mode: mode_t?, _ bytes: [UInt8]
  ) throws(FileError) {
    do throws(FileError) {
      try writeAll(descriptor, shownAs: path, bytes)
      if let mode, fchmod(descriptor, mode) != 0 { throw refusal("keep the permissions of", path) }
      guard fsync(descriptor) == 0 else { throw refusal("write", path) }
    } catch {
      close(descriptor)
      throw error
    }
    // Some file systems report a full disk only here.
    guard close(descriptor) == 0 else { throw refusal("write", path) }
  }

  private static func writeInPlace(_ path: String, _ bytes: [UInt8]) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw refusal("write", path) }
    defer { close(descriptor) }
    try writeAll(descriptor, shownAs: path, bytes)
  }

  private static func writeAll(
    _ descriptor: Int32, shownAs path: String, _ bytes: [UInt8]
  ) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
      }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw refusal("write", path) }
      done += written
    }
  }

  /// Makes the rename itself last through a power cut.
  private static func syncFolder(_ folder: String) throws(FileError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    // A folder may be writable and not readable; the file is whole all the same.
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    // EINVAL: the file system has no such notion.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw refusal("sync", folder) }
  }

  /// The file behind any symbolic links; the path itself when there is no file yet.
  private static func resolved(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func refusal(_ operation: String, _ path: String) -> FileError {
    .refused(operation: operation, path: path, code: errno)
  }
}
