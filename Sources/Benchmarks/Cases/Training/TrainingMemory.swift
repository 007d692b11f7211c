/// The most memory the program of `mlp-64-2` holds, beyond the features it trains on.
struct TrainingMemory: BenchmarkCase {
  let name = "memory"

  func run(_ bench: Bench) throws {
    let data = TrainingRows.mlp(in: bench.workspace.root)
    try data.writeOnce()
    let child = try bench.run(
      script: data.script(epochs: 2, batch: 64),
      ["--json", "--quiet", "--threads", "\(bench.threads)"], weighing: true)
    let epochs = try EpochLine.all(in: child.output)
    try epochs.requireLearning(epochs: 2)
    try epochs.requireLosses(ReferenceLosses.mlp[64] ?? [], within: ReferenceLosses.tolerance)
    bench.record(
      Row(
        "mlp, batch 64: memory beyond \(memory(Double(data.bytes))) of data", short: "mlp memory",
        Samples(Double(child.peakMemory - data.bytes)), in: .bytes, goal: .limit(60e6)))
  }
}
