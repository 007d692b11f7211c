import Glibc

// Prints a table of figures. Called by scripts/bench, whose head explains it.

do {
  let words = Array(CommandLine.arguments.dropFirst())
  if words.first == Relay.word { exit(try Relay.run(Array(words.dropFirst()))) }
  let options = try Options(words)
  if let directory = options.dataOnly {
    try TrainingRows.mlp(in: directory).writeOnce()
    exit(0)
  }
  exit(try runBenchmarks(options) ? 0 : 1)
} catch let failure as BenchmarkFailure {
  print(failure.sentence)
  exit(2)
}
