import Glibc

/// Weighs a program: starts it, waits for it and writes the most memory it held to a file.
///
/// A process of its own, because a child's peak begins with the memory of whoever started it: Linux
/// takes the former image into account when a new program is put in its place. This process has
/// held training data; a fresh one holds next to nothing.
enum Relay {
  /// The first word of the command line that asks for it.
  static let word = "--relay"

  /// The command line that weighs another one and writes the bytes to `path`.
  static func words(_ words: [String], writingTo path: String) throws -> [String] {
    [try absolutePath("/proc/self/exe"), word, path] + words
  }

  /// Does it; returns the status to exit with.
  static func run(_ words: [String]) throws -> Int32 {
    guard words.count >= 2 else { throw BenchmarkFailure("\(word) wants a file and a program") }
    let child = try Child.spawn(Array(words.dropFirst()), actions: nil)
    let end = try Child.wait(for: child, words[1])
    try writeText("\(end.peakMemory)", to: words[0])
    return end.status
  }
}
