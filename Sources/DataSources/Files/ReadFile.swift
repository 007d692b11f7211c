import Glibc
import Tensors
import Timing

/// A file's bytes with the fingerprint of what lies on disk.
struct LoadedFile {
  let path: String
  let bytes: FileBytes
  /// Over the file as stored (packed, where it is gzipped).
  let fingerprint: Fingerprint
  /// The bytes, where arrays should stay in them instead of being copied.
  var keptBytes: FileBytes?
}

/// Reads a regular file whole and unpacks gzip, which is known by its first bytes and not by name.
///
/// A large array is mapped instead, so that its size may be beyond what memory holds.
func readFile(_ typedPath: String, limits: FileLimits = .standard) throws -> LoadedFile {
  let path = expandingHome(typedPath)
  let descriptor = try openForReading(path)
  defer { close(descriptor) }
  var fingerprint = Fingerprint()
  let size = try regularFileSize(descriptor, path: path)
  if size >= limits.keptBytes, let mapped = try mapArray(descriptor, path: path, size: size) {
    return mapped
  }
  guard size <= limits.bytes else {
    throw DataError.tooLarge(path: path, bytes: size, limit: limits.bytes)
  }
  let stored = try readAll(
    descriptor, path: path, size: size, limits: limits, fingerprint: &fingerprint)
  let bytes =
    stored.withBytes(isGzip)
    ? try timed("unpacking") { try inflateGzip(stored, path: path, limits: limits) } : stored
  let isKept = bytes.count >= limits.keptBytes
  return LoadedFile(
    path: path, bytes: bytes, fingerprint: fingerprint, keptBytes: isKept ? bytes : nil)
}

/// Maps an array file; nil for a file of another kind and where the system maps no files.
private func mapArray(_ descriptor: Int32, path: String, size: Int) throws -> LoadedFile? {
  var start = [UInt8](repeating: 0, count: 8)
  guard pread(descriptor, &start, start.count, 0) == start.count,
    start.withUnsafeBufferPointer({ looksLikeNPY($0) || looksLikeIDX($0) }),
    let mapping = MappedFile(descriptor: descriptor, path: path, count: size)
  else { return nil }
  var fingerprint = Fingerprint()
  mapping.readingInOrder {
    let bytes = UnsafeRawBufferPointer(start: mapping.base, count: size)
      .assumingMemoryBound(to: UInt8.self)
    // Pieces that are let go before the next ones come, or the whole file would lie in memory.
    for first in stride(from: 0, to: size, by: 1 << 23) {
      let piece = bytes[first..<min(size, first + 1 << 23)]
      fingerprint.add(UnsafeBufferPointer(rebasing: piece))
      mapping.release()
    }
  }
  try mapping.check()
  let bytes = FileBytes(mapping)
  return LoadedFile(path: path, bytes: bytes, fingerprint: fingerprint, keptBytes: bytes)
}

/// How much a file may hold.
struct FileLimits: Sendable {
  /// Most bytes of a file, and most bytes it may unpack to.
  var bytes: Int
  /// How many times its own size a stream may unpack to, once it is beyond `suspiciousBytes`.
  ///
  /// Pixels and measurements pack by 4 to 50; deflate's ceiling is 1032.
  var ratio = 250
  var suspiciousBytes = 256 << 20
  /// From how many bytes on an array stays as its file holds it; smaller ones become floats at once,
  /// which are gathered a little faster.
  var keptBytes = 32 << 20

  /// Half of the machine's memory.
  static let standard: FileLimits = {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let pageSize = sysconf(Int32(_SC_PAGESIZE))
    let memory = pages > 0 && pageSize > 0 ? pages * pageSize : 4 << 30
    return FileLimits(bytes: memory / 2)
  }()
}

/// "~/x" with the home folder in place of the tilde.
func expandingHome(_ path: String) -> String {
  guard path.hasPrefix("~/"), let home = environment("HOME") else { return path }
  return home + path.dropFirst(1)
}

/// The value of an environment variable, nil when unset or empty.
func environment(_ name: String) -> String? {
  guard let value = getenv(name) else { return nil }
  let text = String(cString: value)
  return text.isEmpty ? nil : text
}

/// What the system says about an error number.
func systemReason(_ number: Int32) -> String {
  guard let text = strerror(number) else { return "error \(number)" }
  return String(cString: text)
}

/// Opens a file; throws `fileNotFound` with the nearest name, or `unreadable`.
func openForReading(_ path: String) throws -> Int32 {
  guard !path.isEmpty, !path.utf8.contains(0) else {
    throw DataError.fileNotFound(path: path, nearest: nil)
  }
  // O_NONBLOCK so that a pipe without a writer is refused and not waited for.
  let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  guard descriptor < 0 else { return descriptor }
  switch errno {
  case ENOENT, ENOTDIR, ENAMETOOLONG:
    throw DataError.fileNotFound(path: path, nearest: nearestFile(to: path))
  case let number:
    throw DataError.unreadable(path: path, reason: systemReason(number))
  }
}

/// The size of an open file; throws `notAFile` for a folder, a pipe or a device.
func regularFileSize(_ descriptor: Int32, path: String) throws -> Int {
  var status = stat()
  guard fstat(descriptor, &status) == 0 else {
    throw DataError.unreadable(path: path, reason: systemReason(errno))
  }
  switch status.st_mode & S_IFMT {
  case S_IFREG: return max(0, Int(status.st_size))
  case S_IFDIR: throw DataError.notAFile(path: path, kind: "folder")
  case S_IFIFO: throw DataError.notAFile(path: path, kind: "pipe")
  case S_IFSOCK: throw DataError.notAFile(path: path, kind: "socket")
  default: throw DataError.notAFile(path: path, kind: "device")
  }
}

/// Reads to the end; `size` is only a first guess, for files that grow and for those in /proc.
private func readAll(
  _ descriptor: Int32, path: String, size: Int, limits: FileLimits, fingerprint: inout Fingerprint
) throws -> FileBytes {
  let outOfMemory = DataError.tooLarge(path: path, bytes: size, limit: limits.bytes)
  guard var memory = GrowingBytes(capacity: size + 1) else { throw outOfMemory }
  while true {
    if memory.space == 0, !memory.grow(limit: limits.bytes) {
      free(memory.base)
      throw outOfMemory
    }
    // Pieces that stay in the cache until they are hashed.
    let count = read(descriptor, memory.base + memory.count, min(memory.space, 1 << 18))
    if count == 0 { break }
    if count < 0 {
      let number = errno
      if number == EINTR { continue }
      free(memory.base)
      throw DataError.unreadable(path: path, reason: systemReason(number))
    }
    let piece = UnsafeBufferPointer(start: memory.base + memory.count, count: count)
    timed("fingerprint") { fingerprint.add(piece) }
    memory.count += count
  }
  return FileBytes(taking: memory.base, count: memory.count)
}

/// The most similar name of a bundled set or of a file in the folder of a missing file, with that
/// folder in front.
private func nearestFile(to path: String) -> String? {
  let slash = path.lastIndex(of: "/")
  let folder = slash.map { String(path[...$0]) } ?? ""
  let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
  let bundled = folder.isEmpty ? BundledSet.all.map(\.name) : []
  let files = fileNames(in: folder.isEmpty ? "." : folder)
  guard let nearest = nearestName(to: name, among: bundled + files) else { return nil }
  return folder + nearest
}

/// The names in a folder, sorted; none when it cannot be read.
func fileNames(in folder: String) -> [String] {
  guard let stream = opendir(folder) else { return [] }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names.sorted()
}
