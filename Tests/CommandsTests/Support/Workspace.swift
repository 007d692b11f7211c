import Foundation

/// The temporary folder all tests of this room work in, with an empty `reports` inside.
///
/// The working directory belongs to the process, so it is changed once and stays.
enum Workspace {
  /// The folder's path.
  static let path: String = {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("lossrepl-tests-\(ProcessInfo.processInfo.processIdentifier)")
    try? FileManager.default.createDirectory(
      at: folder.appendingPathComponent("reports"), withIntermediateDirectories: true)
    _ = FileManager.default.changeCurrentDirectoryPath(folder.path)
    atexit { try? FileManager.default.removeItem(atPath: Workspace.path) }
    return folder.path
  }()

  /// Makes sure that the folder is there and is the working directory.
  static func enter() { _ = path }

  /// Writes a file into the folder.
  static func write(_ name: String, _ text: String) throws {
    try write(name, Data(text.utf8))
  }

  /// Writes a file into the folder.
  static func write(_ name: String, _ bytes: Data) throws {
    enter()
    try bytes.write(to: URL(fileURLWithPath: path).appendingPathComponent(name))
  }

  /// The bytes of a file in the folder.
  static func read(_ name: String) throws -> Data {
    enter()
    return try Data(contentsOf: URL(fileURLWithPath: path).appendingPathComponent(name))
  }
}

/// Folders of the repository, found from this file.
enum Repository {
  static let tests = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
  static let root = tests.deletingLastPathComponent().deletingLastPathComponent()

  /// Whether expected files are to be written instead of compared with.
  static let accepts = ProcessInfo.processInfo.environment["LOSSREPL_ACCEPT"] == "1"
}
