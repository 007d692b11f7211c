import Glibc

/// Runs the cases asked for; false if an answer was wrong.
func runBenchmarks(_ options: Options) throws -> Bool {
  let bench = try Bench(options)
  defer { bench.workspace.remove() }
  let circumstances = try circumstances(of: bench)
  bench.describe(circumstances)
  for benchmark in allCases {
    if !options.cases.isEmpty, !options.cases.contains(benchmark.name) { continue }
    do { try benchmark.run(bench) } catch {
      let sentence = (error as? BenchmarkFailure)?.sentence ?? "\(error)"
      bench.fail("\(benchmark.name): \(sentence)")
    }
  }
  if options.writesDocument {
    var results = bench.results
    let peers = bench.peers.present.map { "\($0.peer.title) \($0.version)" }
    results.setting =
      circumstances + [("beside", peers.isEmpty ? "nobody" : peers.joined(separator: ", "))]
    try PerformanceDocument(results: results, folder: bench.project + "/docs").write()
  }
  return bench.results.failures.isEmpty
}

private func circumstances(of bench: Bench) throws -> [(name: String, value: String)] {
  let version = try bench.run(["--version"]).text.split(separator: "\n").first.map(String.init)
  let processors = sysconf(Int32(_SC_NPROCESSORS_ONLN))
  return [
    ("program", version ?? "lossrepl"), ("date", dateText()),
    ("processor", "\(processorName()), \(processors) threads"),
    ("rounds", "\(bench.rounds)"),
  ]
}

/// Now, as `2026-11-25 03:10 UTC`.
private func dateText() -> String {
  var now = Glibc.time(nil)
  var parts = tm()
  gmtime_r(&now, &parts)
  var buffer = [CChar](repeating: 0, count: 32)
  let length = strftime(&buffer, buffer.count, "%Y-%m-%d %H:%M UTC", &parts)
  return String(decoding: buffer.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
}
