import Glibc

/// From nothing to the end of the first epoch: start, read the bundled digits, train 64 -> 128 ->
/// ReLU -> 10 on all 1,797 rows by Adam in batches of 64.
///
/// Ours is the whole process, its end included. PyTorch's script, scripts/bench.d/digits.py, says at
/// what time its epoch ended; what follows is not counted against it.
struct ColdStart: BenchmarkCase {
  let name = "cold"

  /// PyTorch's from our first weights and in our order, by scripts/bench.d/reference.py.
  private static let reference = 2.203856
  private static let script = """
    load "digits"
    scale divide=16
    model dense(128) -> relu -> dense(10)
    loss cross_entropy
    optimizer adam(lr=0.001)
    seed 1
    fit epochs=1 batch=64

    """

  func run(_ bench: Bench) throws {
    let turns = try bench.inTurn(rounds: max(5, bench.rounds), with: [.torch]) {
      let child = try bench.run(script: Self.script, ["--json", "--quiet"])
      let epochs = try EpochLine.all(in: child.output)
      try epochs.requireLearning(epochs: 1)
      try epochs.requireLosses([Self.reference], within: ReferenceLosses.tolerance)
      return ([child.seconds], child.processorSeconds)
    } theirs: { peer in
      let start = monotonicSeconds()
      let (line, child) = try bench.peers.run(
        peer, [bench.project + "/scripts/bench.d/digits.py", "\(bench.threads)"], Answer.self)
      // From other first weights, so only nearly the same.
      try require(
        abs(line.loss / Self.reference - 1) < 0.15, "\(peer.title)'s loss is \(line.loss)")
      return ([line.end - start], child.processorSeconds)
    }
    bench.record(
      "digits, from the start to the first epoch's end", short: "cold start", turns,
      goals: [.torch: 0.10])
  }

  private struct Answer: Decodable {
    /// When the epoch ended, by the clock of `monotonicSeconds`.
    let end: Double
    let loss: Double
  }
}

/// Seconds by a clock that all processes of the machine share: Python's `time.monotonic`.
private func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
