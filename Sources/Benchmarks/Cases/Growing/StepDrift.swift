import Learning
import Tensors

/// Whether steps grow longer as training goes on.
///
/// The median of the last thousand of 10,000 over that of the second thousand; the network and the
/// batches are those of `mlp-64-2` on a tenth of the rows.
struct StepDrift: BenchmarkCase {
  let name = "drift"
  private static let steps = 10_000

  func run(_ bench: Bench) throws {
    // 100 batches an epoch, none of them short.
    let trial = try NetworkTrial(
      rows: 6_400, width: 784, hidden: [128], pool: WorkerPool(threads: bench.threads))
    let epochs = bench.size(Self.steps) / trial.steps
    var (drift, duration) = (Samples(), Samples())
    let (steps, tenth) = (bench.size(Self.steps), bench.size(Self.steps) / 10)
    for _ in 0..<bench.rounds {
      let watch = StepWatch(steps: steps)
      let (fit, _, isDisturbed) = try bench.inThisProcess {
        watch.start()
        return try trial.fit(epochs: epochs, hooks: watch.hooks)
      }
      try trial.check(fit, epochs: epochs)
      let late = median(watch.seconds(steps - tenth..<steps))
      drift.add(late / median(watch.seconds(tenth..<2 * tenth)), isDisturbed: isDisturbed)
      duration.add(late, isDisturbed: isDisturbed)
    }
    bench.record(Row("step 9,000 to 10,000 of mlp, batch 64", short: "late step", duration))
    bench.record(
      Row("it over step 1,000 to 2,000", short: "drift", drift, in: .plain, goal: .limit(1.1)))
  }
}
