import Glibc

/// The bytes of a file.
func readBytes(_ path: String) throws -> [UInt8] {
  guard let file = fopen(path, "rb") else {
    throw BenchmarkFailure("\(path) cannot be read: \(String(cString: strerror(errno)))")
  }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
    bytes += chunk[..<count]
  }
  return bytes
}

/// A directory of our own under $TMPDIR, deleted at the end.
final class Workspace {
  /// The directory's path.
  let root: String

  init() throws {
    let parent = environment("TMPDIR") ?? "/tmp"
    var template = Array("\(parent)/lossrepl-bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw BenchmarkFailure("no directory can be made in \(parent)")
    }
    root = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    mkdir(path("reports"), 0o700)
  }

  /// The path of a file in the directory.
  func path(_ name: String) -> String { root + "/" + name }

  /// Deletes the directory with the files in it and in `reports`.
  func remove() {
    for directory in [path("reports"), root] {
      guard let listing = opendir(directory) else { continue }
      while let entry = readdir(listing) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { unlink(directory + "/" + name) }
      }
      closedir(listing)
      rmdir(directory)
    }
  }
}

/// An environment variable that is set and not empty.
func environment(_ name: String) -> String? {
  guard let value = getenv(name) else { return nil }
  let text = String(cString: value)
  return text.isEmpty ? nil : text
}

/// The whole path of a file that exists.
func absolutePath(_ path: String) throws -> String {
  guard let whole = realpath(path, nil) else { throw BenchmarkFailure("there is no \(path)") }
  defer { free(whole) }
  return String(cString: whole)
}

/// Writes a small text file.
func writeText(_ text: String, to path: String) throws {
  try writeBytes(Array(text.utf8), to: path)
}

/// Writes a file.
func writeBytes(_ bytes: [UInt8], to path: String) throws {
  guard let file = fopen(path, "wb") else { throw BenchmarkFailure("\(path) cannot be written") }
  let written = fwrite(bytes, 1, bytes.count, file)
  let closed = fclose(file)
  try require(written == bytes.count && closed == 0, "\(path) cannot be written")
}
