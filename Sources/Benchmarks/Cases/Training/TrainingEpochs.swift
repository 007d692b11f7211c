/// Epochs of a network of 784 inputs, 128 hidden units with ReLU and 10 outputs under softmax
/// cross-entropy, Adam at 0.001: 60,000 rows of uniform random numbers, shuffled every epoch, the
/// gathering of the batches included.
///
/// The peers do the same on random rows of the same shape. All leave out the first epoch, in which
/// plans are compiled. JAX and PyTorch drop the last short batch, we train on it. With one thread
/// all are kept on one processor.
struct TrainingEpochs: BenchmarkCase {
  let batch: Int
  let threads: Int
  /// Whom to measure, and the share of its time we want to stay below; nil for no goal.
  let peers: [(peer: Peer, goal: Double?)]
  var name: String { "mlp-\(batch)-\(threads)" }

  /// Epochs per turn, the first of which is not counted.
  private static let epochs = 4

  func run(_ bench: Bench) throws {
    let data = TrainingRows.mlp(in: bench.workspace.root)
    try data.writeOnce()
    let turns = try bench.inTurn(rounds: bench.rounds, with: peers.map(\.peer)) {
      let child = try bench.run(
        script: data.script(epochs: Self.epochs, batch: batch),
        ["--json", "--quiet", "--threads", "\(threads)"], onOneProcessor: threads == 1)
      let epochs = try EpochLine.all(in: child.output)
      try epochs.requireLearning(epochs: Self.epochs)
      try epochs.requireLosses(
        ReferenceLosses.mlp[batch] ?? [], within: ReferenceLosses.tolerance)
      return (epochs.dropFirst().map(\.seconds), child.processorSeconds)
    } theirs: {
      try bench.peers.measure($0, words, onOneProcessor: threads == 1)
    }
    let goals = peers.compactMap { peer, goal in goal.map { (peer, $0) } }
    bench.record(
      "mlp epoch, batch \(batch), \(threads) thread" + (threads == 1 ? "" : "s"),
      short: "mlp \(batch)" + (threads == 1 ? ", 1 thread" : ""), turns,
      goals: Dictionary(uniqueKeysWithValues: goals))
  }

  private var words: [String] {
    [
      "mlp", "--batch", "\(batch)", "--threads", "\(threads)", "--epochs", "\(Self.epochs - 1)",
    ]
  }
}

extension TrainingEpochs {
  /// Two threads, beside the peers the goals speak of, and perhaps others.
  static func onTwoThreads(batch: Int, others: [Peer] = []) -> TrainingEpochs {
    TrainingEpochs(
      batch: batch, threads: 2,
      peers: [(.jax, 0.60), (.torch, 0.30)] + others.map { ($0, nil) })
  }

  /// One thread.
  static let onOneThread = TrainingEpochs(batch: 64, threads: 1, peers: [(.jax, 0.75)])
}
