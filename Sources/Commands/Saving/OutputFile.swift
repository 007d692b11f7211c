import Glibc
import Tensors

/// Files that a session writes.
enum OutputFile {
  /// The folder where runs write; it is made when it is missing, any other folder must be there.
  static let folder = "reports"

  /// Writes a whole file or nothing.
  ///
  /// - Throws: `FileError` with the path and the system's reason.
  static func write(_ bytes: [UInt8], to path: String) throws {
    makeFolder(for: path)
    try AtomicFile.write(path: path, bytes)
  }

  /// Makes the folder of runs where a path lies in it.
  ///
  /// A failure shows when the file is written.
  static func makeFolder(for path: String) {
    if path.hasPrefix(folder + "/") { _ = mkdir(folder, 0o777) }
  }
}
