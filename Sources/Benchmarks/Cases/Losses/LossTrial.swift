import Graphs
import Tensors

/// The value and the gradient of a loss as one plan over scores that stay where they are.
struct LossTrial {
  /// What the answers are held to.
  struct Expected {
    let value: Double
    let gradient: [Double]
  }

  private let plan: Plan

  /// Compiles a loss of the parameters and inputs given, differentiated by the one named `scores`.
  ///
  /// - Parameters:
  ///   - loss: a scalar.
  ///   - arrays: the parameters by name; no run copies them.
  init(
    _ loss: Expression, by scores: Expression, arrays: [String: Tensor], threads: Int
  ) throws {
    let slope = try gradients(of: loss, withRespectTo: [scores])[0]
    let store = try ParameterStore(for: [loss, slope])
    for (name, array) in arrays { try store.set(name, array) }
    plan = try Plan(
      outputs: [("value", loss), ("gradient", slope)], store: store,
      pool: WorkerPool(threads: threads))
  }

  /// Runs so many times, the first one not counted, and returns the seconds of each.
  func seconds(_ runs: Int) throws -> [Double] {
    try plan.run()
    return try (0..<runs).map { _ in
      let start = ContinuousClock.now
      try plan.run()
      return start.duration(to: .now).inSeconds
    }
  }

  /// Fails unless the last answers are right: the value to a share of 1e-5, each number of the
  /// gradient to one of 1e-4 or to a millionth of the largest.
  func check(_ expected: Expected) throws {
    let value = try plan.number("value")
    try require(
      abs(value - expected.value) <= 1e-5 * abs(expected.value),
      "the loss is \(value) instead of \(expected.value)")
    let largest = expected.gradient.reduce(0) { max($0, abs($1)) }
    try plan.withOutput("gradient") { found in
      try require(found.count == expected.gradient.count, "the gradient has \(found.count) numbers")
      for (index, wanted) in expected.gradient.enumerated() {
        let isRight = abs(Double(found[index]) - wanted) <= 1e-4 * abs(wanted) + 1e-6 * largest
        try require(isRight, "element \(index) of the gradient is \(found[index]), not \(wanted)")
      }
    }
  }
}

extension Bench {
  /// Measures a loss beside peers and records a row for each.
  func compare(_ work: String, _ trial: LossTrial, workload: String, peers: [Peer]) throws {
    let turns = try inTurn(rounds: rounds, with: peers) {
      let before = processSeconds()
      return (try trial.seconds(30), processSeconds() - before)
    } theirs: {
      try self.peers.measure($0, [workload, "--threads", "\(threads)"])
    }
    record(work, short: workload, turns)
  }
}
