import Glibc

// Prints a table of figures. Called by scripts/bench, whose head explains it.

do {
  let options = try Options(Array(CommandLine.arguments.dropFirst()))
  if let directory = options.dataOnly {
    try TrainingRows(directory: directory).writeOnce()
    exit(0)
  }
  exit(try runBenchmarks(options) ? 0 : 1)
} catch let failure as BenchmarkFailure {
  print(failure.sentence)
  exit(2)
}
