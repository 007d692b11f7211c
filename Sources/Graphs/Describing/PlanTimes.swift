/// How long the steps of one run took, in nanoseconds.
public struct PlanTimes: Sendable, Equatable {
  /// For each step of the plan's description the time of each thread; 0 where it had no part.
  public var steps: [[Double]]
  /// For each barrier the time each thread waited.
  public var barriers: [[Double]]
  /// From the call to the return of the run, less what the clocks took.
  public var wall: Double

  /// No times at all.
  public static let none = PlanTimes(steps: [], barriers: [], wall: 0)

  /// A step's time, the mean over the threads.
  ///
  /// Threads run side by side, so these means and those of the barriers add up to the run, but for
  /// waking the threads.
  public func step(_ number: Int) -> Double { PlanTimes.mean(steps[number]) }

  /// A barrier's time, the mean over the threads.
  public func barrier(_ number: Int) -> Double { PlanTimes.mean(barriers[number]) }

  /// What the steps and barriers leave of the run: waking the threads, and waiting for the last.
  public var waking: Double {
    max(0, wall - (steps + barriers).reduce(0) { $0 + PlanTimes.mean($1) })
  }

  /// The time of all steps, barriers and wakes.
  public var sum: Double {
    (steps + barriers).reduce(0) { $0 + PlanTimes.mean($1) } + waking
  }

  /// What each thread spent in steps, waiting left out.
  public var work: [Double] {
    guard let threads = steps.first?.count else { return [] }
    return (0..<threads).map { thread in steps.reduce(0) { $0 + $1[thread] } }
  }

  /// The median of each number over several runs of one plan; nil for none.
  public static func median(of runs: [PlanTimes]) -> PlanTimes? {
    guard var result = runs.first else { return nil }
    for step in result.steps.indices {
      for thread in result.steps[step].indices {
        result.steps[step][thread] = median(runs.map { $0.steps[step][thread] })
      }
    }
    for barrier in result.barriers.indices {
      for thread in result.barriers[barrier].indices {
        result.barriers[barrier][thread] = median(runs.map { $0.barriers[barrier][thread] })
      }
    }
    result.wall = median(runs.map(\.wall))
    return result
  }

  private static func mean(_ times: [Double]) -> Double {
    times.isEmpty ? 0 : times.reduce(0, +) / Double(times.count)
  }

  private static func median(_ numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
