import FoundationEssentials

/// Epochs of a network of 784 inputs, 128 hidden units with ReLU and 10 outputs under softmax
/// cross-entropy, Adam at 0.001: 60,000 rows of uniform random numbers, shuffled every epoch, the
/// gathering of the batches included.
///
/// The peer does the same on random rows of the same shape. Both leave out the first epoch, in which
/// plans are compiled. The peer drops the last short batch, we train on it. With one thread both
/// are kept on one processor.
struct TrainingEpochs: BenchmarkCase {
  let batch: Int
  let threads: Int
  var name: String { "mlp-\(batch)-\(threads)" }

  /// Epochs per turn, the first of which is not counted.
  private static let epochs = 4

  func run(_ bench: Bench) throws {
    let data = TrainingRows(in: bench.workspace)
    try data.writeOnce()
    let jax = bench.peers.find("jax", module: "jax, optax", in: bench.workspace)
    let torch = bench.peers.find("torch", module: "torch", in: bench.workspace)
    var (ours, ofJax, ofTorch) = (Samples(), Samples(), Samples())
    for _ in 0..<bench.rounds {
      let (epochs, isDisturbed) = try bench.machine.sample {
        let child = try bench.run(
          script: script(data), ["--json", "--quiet", "--threads", "\(threads)"],
          onOneProcessor: threads == 1)
        return (try EpochLine.all(in: child.output), child.processorSeconds)
      }
      try check(epochs)
      ours.add(epochs.dropFirst().map(\.seconds), isDisturbed: isDisturbed)
      if jax.isThere { try measure("jax", &ofJax, bench) }
      if torch.isThere { try measure("torch", &ofTorch, bench) }
    }
    let work = "mlp epoch, batch \(batch), \(threads) thread" + (threads == 1 ? "" : "s")
    bench.show(work, ours, peer: jax.isThere ? "jax" : nil, jax.isThere ? ofJax : nil)
    if torch.isThere { bench.show(work, ours, peer: "torch", ofTorch) }
    for peer in [jax, torch] where !peer.isThere { bench.say("  \(peer.why)") }
  }

  private func measure(_ peer: String, _ samples: inout Samples, _ bench: Bench) throws {
    let words = [
      peer, "mlp", "--batch", "\(batch)", "--threads", "\(threads)",
      "--epochs", "\(Self.epochs - 1)",
    ]
    let (all, isDisturbed) = try bench.machine.sample {
      try bench.peers.measure(words, in: bench.workspace, onOneProcessor: threads == 1)
    }
    samples.add(all, isDisturbed: isDisturbed)
  }

  private func script(_ data: TrainingRows) -> String {
    """
    load "\(data.features)" targets="\(data.classes)"
    model dense(128) -> relu -> dense(10)
    loss cross_entropy
    optimizer adam(lr=0.001)
    seed 1
    fit epochs=\(Self.epochs) batch=\(batch)

    """
  }

  private func check(_ epochs: [EpochLine]) throws {
    let reference = TrainingRows.referenceLosses[batch] ?? []
    try require(epochs.count == Self.epochs, "\(epochs.count) epochs were reported")
    for (epoch, expected) in zip(epochs, reference) {
      try require(
        abs(epoch.loss - expected) <= TrainingRows.lossTolerance * expected,
        "the loss of epoch \(epoch.epoch) is \(epoch.loss), PyTorch's \(expected)")
    }
    for (before, after) in zip(epochs, epochs.dropFirst()) {
      try require(after.loss < before.loss, "the loss rose to \(after.loss)")
    }
  }
}

/// What is read of an `epoch` event of `--json`.
private struct EpochLine: Decodable {
  let epoch: Int
  let loss: Double
  let seconds: Double

  private struct Event: Decodable {
    let event: String
  }

  /// The epochs among the lines.
  static func all(in output: [UInt8]) throws -> [EpochLine] {
    let decoder = JSONDecoder()
    return try output.split(separator: UInt8(ascii: "\n")).map { Data($0) }
      .filter { try decoder.decode(Event.self, from: $0).event == "epoch" }
      .map { try decoder.decode(EpochLine.self, from: $0) }
  }
}
