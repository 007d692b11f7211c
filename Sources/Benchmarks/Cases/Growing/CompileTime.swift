import Learning
import Tensors

/// How long a plan of ten dense layers takes to compile: from the start of a fit to the end of its
/// first step, less a step.
///
/// Everything a fit does before its first step is in it: checks, gradients, the plan. A fit before
/// has let oneDNN generate its code, which it does once in a process.
struct CompileTime: BenchmarkCase {
  let name = "compile"

  func run(_ bench: Bench) throws {
    let trial = try NetworkTrial(
      rows: 640, width: 40, hidden: Array(repeating: 64, count: 9),
      pool: WorkerPool(threads: bench.threads))
    let epochs = 40
    try trial.check(try trial.fit(epochs: epochs), epochs: epochs)
    var samples = Samples()
    for _ in 0..<max(10, bench.rounds) {
      let watch = StepWatch(steps: trial.steps)
      let (_, _, isDisturbed) = try bench.inThisProcess {
        watch.start()
        return try trial.fit(epochs: 1, hooks: watch.hooks)
      }
      let step = median(watch.seconds(1..<trial.steps))
      samples.add(watch.seconds(0..<1)[0] - step, isDisturbed: isDisturbed)
    }
    bench.record(
      Row("compiling a plan of ten layers", short: "compile", samples, goal: .limit(0.020)))
  }
}
