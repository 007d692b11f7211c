import Foundation
import Testing

/// One program for every processor: what it computes differs in rounding alone, whether kernels are
/// chosen by name or the processor has no more to offer.
@Suite struct ProcessorTests {
  /// Large enough for products by the library as well as by kernels, with a short last batch.
  private static let script = """
    seed 3
    load "digits"
    split train=0.5 validation=0.5 seed=1
    scale standard
    model dense(32) -> gelu -> dropout(0.1) -> dense(10)
    loss cross_entropy(label_smoothing=0.1)
    add l2(1e-4)
    optimizer adam(lr=0.003)
    fit epochs=2 batch=100
    """

  /// Each instruction set the kernels are built for, as far as this processor goes.
  @Test(arguments: ["baseline", "avx2", "avx512"])
  func kernelsByName(_ name: String) throws {
    let result = try BuiltProgram.run(
      ["--json", "--threads", "2", "-c", Self.script], environment: ["LOSSREPL_KERNELS": name])
    guard Self.features.contains(name) else {
      #expect(result.status == 2, "\(result)")
      #expect(result.errors.contains("this processor can run baseline"), "\(result)")
      return
    }
    try Self.expectSame(Self.losses(result), as: Self.own())
  }

  /// Processors that lack instructions, played by an emulator that refuses the others.
  @Test(arguments: ["Haswell", "Nehalem"])
  func maskedProcessor(_ processor: String) throws {
    let emulator = try #require(
      Self.emulator, "qemu-x86_64 is missing: scripts/setup test installs it")
    let result = try BuiltProgram.run(
      ["-cpu", processor, BuiltProgram.path, "--json", "--threads", "2", "-c", Self.script],
      by: emulator)
    try Self.expectSame(Self.losses(result), as: Self.own())
    let refusal = try BuiltProgram.run(
      ["-cpu", processor, BuiltProgram.path, "-c", "print 1"], by: emulator,
      environment: ["LOSSREPL_KERNELS": "avx512"])
    #expect(refusal.status == 2)
    #expect(
      refusal.errors.contains(
        processor == "Haswell" ? "can run baseline, avx2 (" : "can run baseline ("),
      "\(refusal)")
  }

  @Test func anUnknownNameIsOneSentence() throws {
    let result = try BuiltProgram.run(
      ["-c", "print 1"], environment: ["LOSSREPL_KERNELS": "sse9"])
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(
      result.errors.hasPrefix("lossrepl: LOSSREPL_KERNELS is \"sse9\", this processor can run "))
  }

  /// The losses of the fit as this processor has them, without being told anything.
  private static func own() throws -> [Double] {
    try losses(BuiltProgram.run(["--json", "--threads", "2", "-c", script]))
  }

  private static func expectSame(_ found: [Double], as wanted: [Double]) throws {
    #expect(found.count == 4 && wanted.count == 4)
    for (a, b) in zip(found, wanted) { #expect(abs(a - b) < 1e-5 * abs(b), "\(a), not \(b)") }
  }

  /// Loss and validation loss of each epoch.
  private static func losses(_ result: BuiltProgram.Result) throws -> [Double] {
    #expect(result.status == 0, "\(result)")
    let events = try result.output.split(separator: "\n").compactMap {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
    return events.filter { $0["event"] as? String == "epoch" }.flatMap { event in
      ["loss", "validation_loss"].compactMap { event[$0] as? Double }
    }
  }

  /// The names of the instruction sets the kernel of the system sees in this processor.
  private static let features: Set<String> = {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let flags = Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    var names: Set<String> = ["baseline"]
    if flags.isSuperset(of: ["avx2", "fma"]) { names.insert("avx2") }
    if flags.isSuperset(of: ["avx2", "fma", "avx512f", "avx512vl", "avx512dq", "avx512bw"]) {
      names.insert("avx512")
    }
    return names
  }()

  private static let emulator: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "")
    .split(separator: ":").map { "\($0)/qemu-x86_64" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }
}
