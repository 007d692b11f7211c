import Glibc

/// The moments at which each thread of a run came from one step to the next.
///
/// Unchecked: every thread writes to memory of its own, and nobody reads before all are done.
final class StepClocks: @unchecked Sendable {
  private let moments: [UnsafeMutablePointer<UInt64>]

  /// - Parameter counts: how many steps each thread takes.
  init(counts: [Int]) {
    moments = counts.map { count in
      let memory = UnsafeMutablePointer<UInt64>.allocate(capacity: count + 1)
      memory.initialize(repeating: 0, count: count + 1)
      return memory
    }
  }

  deinit {
    for memory in moments { memory.deallocate() }
  }

  /// Notes that a thread is about to take a step, or has taken the last.
  func note(thread: Int, step: Int) { moments[thread][step] = StepClocks.now }

  /// Nanoseconds a step took, less the reading of the clock.
  func time(thread: Int, step: Int) -> Double {
    let (start, end) = (moments[thread][step], moments[thread][step + 1])
    return max(0, Double(end &- start) - StepClocks.reading)
  }

  /// Nanoseconds of a clock that never goes back.
  static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }

  /// Nanoseconds one reading takes at the least.
  static let reading: Double = {
    var least = UInt64.max
    var before = now
    for _ in 0..<200 {
      let after = now
      least = min(least, after &- before)
      before = after
    }
    return Double(least)
  }()
}
