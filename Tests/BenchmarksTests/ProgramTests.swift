import Foundation
import Testing

@testable import Benchmarks

/// The program behind scripts/bench, without peers and on small files; times are looked at by nobody.
@Suite("The benchmark program")
struct ProgramTests {
  /// LOSSREPL_PROGRAM, else what was built beside the tests.
  static let lossrepl =
    ProcessInfo.processInfo.environment["LOSSREPL_PROGRAM"].flatMap { $0.isEmpty ? nil : $0 }
    ?? beside("lossrepl")

  static func beside(_ product: String) -> String {
    let tests = (try? absolutePath("/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: tests).deletingLastPathComponent()
      .appendingPathComponent(product).path
  }

  private func run(_ words: [String]) throws -> Child {
    let workspace = try Workspace()
    defer { workspace.remove() }
    let settings = [
      "-u", "LOSSREPL_PEERS", "-u", "LOSSREPL_KERAS", "LOSSREPL_LARGE_BYTES=24000000",
    ]
    return try Child.run(
      ["env"] + settings + [Self.beside("Benchmarks"), Self.lossrepl] + words, in: workspace)
  }

  @Test(
    "finds every answer of a case right and shows its goal",
    arguments: [
      ("start", "30.0 ms"), ("cold", "0.10 of PyTorch"), ("report", "0.150 s"),
      ("large-npy", "4.00 GB"), ("large-idx", "4.00 GB"), ("compile", "20.0 ms"),
      ("csv", "0.50 of pandas"), ("drift", "1.10"), ("rows", "1.10"), ("parameters", "1.10"),
      ("million", "4.00 GB"),
    ])
  func cases(_ name: String, _ goal: String) throws {
    let child = try run(["--quick", "--rounds", "1", "--patience", "0.01", name])
    #expect(child.status == 0, "\(child.text)")
    #expect(child.text.contains(goal), "\(child.text)")
    #expect(child.text.contains("not compared") == ["cold", "csv"].contains(name))
  }

  @Test(
    "refuses what it does not know",
    arguments: [
      ["speed"], ["--rounds", "0"], ["--rounds"], ["--write", "start"], ["--write", "--quick"],
    ])
  func refusals(_ words: [String]) throws {
    let child = try run(words)
    #expect(child.status == 2)
    #expect(!child.text.isEmpty)
  }

  @Test("weighs a program apart from the memory of the one that asks")
  func relay() throws {
    // Written, or the kernel would not count it.
    let ballast = [UInt8](repeating: 1, count: 400_000_000)
    let workspace = try Workspace()
    defer { workspace.remove() }
    let path = workspace.path("peak")
    let child = try Child.run(
      [Self.beside("Benchmarks"), Relay.word, path, "sh", "-c", "exit 3"], in: workspace)
    #expect(child.status == 3)
    let peak = try #require(Int(String(decoding: try readBytes(path), as: UTF8.self)))
    #expect(peak > 500_000 && peak < 200_000_000, "\(peak)")
    #expect(ballast[399_999_999] == 1)
  }
}
