import Graphs
import Timing

/// Splits the time of a fit's steps by kind of work, where a stopwatch runs: one step in sixteen is
/// taken with clocks inside, which gives the same bits, and says how the time of all is shared out.
final class StepSampler {
  private let stopwatch: Stopwatch
  private var kinds: [ObjectIdentifier: [PlanStep.Kind]] = [:]
  /// Nanoseconds of the sampled steps by what they went to.
  private var times: [(name: String, nanoseconds: Double)] = []
  private var steps = 0
  /// Seconds all steps took, those between the samples too.
  private var seconds = 0.0
  private let clock = ContinuousClock()

  /// Nil where no stopwatch runs.
  init?() {
    guard let stopwatch = Stopwatch.current else { return nil }
    self.stopwatch = stopwatch
  }

  /// Runs a plan as its own `run` would, now and then with clocks.
  ///
  /// - Parameter step: the number of the step in its epoch; the fourth and every sixteenth after it
  ///   are sampled, or the last of a shorter epoch.
  func run(_ plan: Plan, firstRow: Int, step: Int, of count: Int) throws {
    let start = clock.now
    var measured: PlanTimes?
    if step % 16 == min(3, count - 1) {
      measured = try plan.measure(firstRow: firstRow)
    } else {
      try plan.run(firstRow: firstRow)
    }
    seconds += start.duration(to: clock.now).inSeconds
    steps += 1
    if let measured { note(measured, of: plan) }
  }

  private func note(_ measured: PlanTimes, of plan: Plan) {
    let identity = ObjectIdentifier(plan)
    let kinds = self.kinds[identity] ?? plan.description().steps.map(\.kind)
    self.kinds[identity] = kinds
    for (position, kind) in kinds.enumerated() {
      add(kind.words, measured.step(position))
    }
    let waiting = measured.barriers.indices.reduce(measured.waking) { $0 + measured.barrier($1) }
    if plan.threads > 1 { add("waiting for threads", waiting) }
  }

  private func add(_ name: String, _ nanoseconds: Double) {
    if let known = times.firstIndex(where: { $0.name == name }) {
      times[known].nanoseconds += nanoseconds
    } else {
      times.append((name, nanoseconds))
    }
  }

  /// Tells the stopwatch what the steps since the last call went to, and forgets them.
  func report() {
    let sum = times.reduce(0) { $0 + $1.nanoseconds }
    for (name, nanoseconds) in times where sum > 0 {
      stopwatch.addSampled(name, seconds: nanoseconds / sum * seconds, count: steps)
    }
    (times, steps, seconds) = ([], 0, 0)
  }
}

extension PlanStep.Kind {
  /// What people call this sort of work.
  fileprivate var words: String {
    switch self {
    case .gather: "gathering rows"
    case .product: "matrix products"
    case .elementwise: "elementwise"
    case .rows: "softmax and row losses"
    case .alignments: "alignments"
    case .recurrence: "recurrent layers"
    case .convolution: "convolutions"
    case .pooling: "pooling"
    case .sum: "sums"
    case .update: "optimizer"
    case .copy: "copies"
    }
  }
}
