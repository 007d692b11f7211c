import Glibc

/// Runs the cases asked for; false if an answer was wrong.
func runBenchmarks(_ options: Options) throws -> Bool {
  let bench = try Bench(options)
  defer { bench.workspace.remove() }
  bench.say(try description(of: bench))
  bench.printHead()
  var isRight = true
  for benchmark in allCases {
    if !options.cases.isEmpty, !options.cases.contains(benchmark.name) { continue }
    do { try benchmark.run(bench) } catch {
      isRight = false
      let sentence = (error as? BenchmarkFailure)?.sentence ?? "\(error)"
      bench.say("FAILED \(benchmark.name): \(sentence)")
    }
  }
  return isRight
}

private func description(of bench: Bench) throws -> String {
  var now = Glibc.time(nil)
  var parts = tm()
  gmtime_r(&now, &parts)
  var buffer = [CChar](repeating: 0, count: 32)
  let length = strftime(&buffer, buffer.count, "%Y-%m-%d %H:%M UTC", &parts)
  let date = String(decoding: buffer.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
  let processors = sysconf(Int32(_SC_NPROCESSORS_ONLN))
  let version = try bench.run(["--version"]).text.split(separator: "\n").first ?? ""
  return "\(version) on \(date), \(processorName()), \(processors) threads; \(bench.rounds) rounds"
}
