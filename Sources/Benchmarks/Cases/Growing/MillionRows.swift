/// A million rows of 100 features, 400 MB: an epoch in batches of 64, and the memory of it all.
struct MillionRows: BenchmarkCase {
  let name = "million"

  func run(_ bench: Bench) throws {
    let data = TrainingRows(
      rows: bench.size(1_000_000), width: 100, in: bench.workspace.root, prefix: "million-")
    guard try bench.workspace.hasRoom(for: data.bytes, of: name, bench) else { return }
    try data.writeOnce()
    defer { bench.workspace.delete([data.features, data.classes]) }
    try bench.recordTraining(
      data.script(epochs: 2, batch: 64), work: "\(grouped(data.rows)) rows x 100 features",
      short: "million rows")
  }
}

extension Bench {
  /// Trains two epochs in a process of its own; records the shorter and the memory, for which the
  /// goal is 4 GB.
  func recordTraining(_ script: String, work: String, short: String) throws {
    let (child, isDisturbed) = try machine.sample {
      let child = try run(
        script: script, ["--json", "--quiet", "--threads", "\(threads)"], weighing: true)
      return (child, child.processorSeconds)
    }
    let epochs = try EpochLine.all(in: child.output)
    try epochs.requireLearning(epochs: 2)
    var samples = Samples()
    samples.add(epochs.map(\.seconds), isDisturbed: isDisturbed)
    record(Row("\(work): an epoch", short: short, samples))
    record(
      Row(
        "\(work): peak memory", short: "\(short), memory",
        Samples(Double(child.peakMemory)), in: .bytes, goal: .limit(4e9)))
  }
}
