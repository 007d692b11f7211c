import CKernels
import Glibc
import Synchronization

/// Where a fixed number of threads wait for one another, any number of times.
///
/// Spins for about 2000 pauses, then yields the processor: measured with a busy neighbour on the
/// machine, spinning on costs a factor of eight and sleeping a factor of three over yielding.
final class Barrier: Sendable {
  private let threads: Int
  private let arrived = Atomic<Int>(0)
  private let phase = Atomic<UInt>(0)

  init(threads: Int) {
    self.threads = threads
  }

  /// Returns when all threads have called it; what each wrote before is visible to all after.
  func wait() {
    let current = phase.load(ordering: .relaxed)
    if arrived.add(1, ordering: .acquiringAndReleasing).newValue == threads {
      arrived.store(0, ordering: .relaxed)
      phase.store(current &+ 1, ordering: .releasing)
    } else {
      spinThenYield { phase.load(ordering: .acquiring) != current }
    }
  }
}

/// Waits for a condition that another thread is about to make true.
@inline(__always)
func spinThenYield(until condition: () -> Bool) {
  var turns = 0
  while !condition() {
    turns += 1
    if turns < 2000 { kernels_pause() } else { sched_yield() }
  }
}
