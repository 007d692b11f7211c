import Foundation

/// The built program, run as others run it.
enum BuiltProgram {
  /// LOSSREPL_PROGRAM, else the program that was built beside the tests.
  static let path: String = {
    if let path = ProcessInfo.processInfo.environment["LOSSREPL_PROGRAM"], !path.isEmpty {
      return path
    }
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../..").standardized
    let candidates = [
      tests.deletingLastPathComponent().appendingPathComponent("lossrepl"),
      repository.appendingPathComponent(".build/debug/lossrepl"),
      repository.appendingPathComponent(".build/release/lossrepl"),
    ].map(\.path)
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? candidates[1]
  }()

  /// What a run came to.
  struct Result {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs the program to its end with `input` piped in.
  ///
  /// - Parameters:
  ///   - program: another program that runs it.
  static func run(
    _ arguments: [String], by program: String? = nil, input: String = "",
    environment: [String: String] = [:]
  ) throws -> Result {
    try run(arguments, by: program, input: Data(input.utf8), environment: environment)
  }

  /// Runs the program to its end with these bytes piped in.
  static func run(
    _ arguments: [String], by program: String? = nil, input: Data,
    environment: [String: String] = [:]
  ) throws -> Result {
    let folder = try TemporaryFolder()
    let files = ["in", "out", "err"].map { folder.path($0) }
    try input.write(to: URL(fileURLWithPath: files[0]))
    for file in files[1...] { try Data().write(to: URL(fileURLWithPath: file)) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program ?? path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle(forReadingAtPath: files[0])
    process.standardOutput = FileHandle(forWritingAtPath: files[1])
    process.standardError = FileHandle(forWritingAtPath: files[2])
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus,
      output: try String(contentsOfFile: files[1], encoding: .utf8),
      errors: try String(contentsOfFile: files[2], encoding: .utf8))
  }

  /// Runs a line of shell in which `$LOSSREPL` is the program.
  static func shell(_ line: String) throws -> Result {
    let process = Process()
    let (output, errors) = (Pipe(), Pipe())
    // Tests run on threads that take no signals; `env` lets the shell and its children have them.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["--default-signal", "/bin/bash", "-c", line]
    process.environment = ProcessInfo.processInfo.environment.merging(["LOSSREPL": path]) { $1 }
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Result(status: process.terminationStatus, output: text, errors: said)
  }
}

/// A folder that goes with the test.
final class TemporaryFolder {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("lossrepl-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The folder itself.
  var path: String { url.path }

  /// A path in the folder.
  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Writes a file and returns its path.
  func write(_ name: String, _ text: String) throws -> String {
    try text.write(toFile: path(name), atomically: true, encoding: .utf8)
    return path(name)
  }
}
