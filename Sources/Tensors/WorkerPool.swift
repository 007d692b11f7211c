import Synchronization

/// A fixed set of threads that all run the same code on their own slice of the work.
///
/// ```swift
/// pool.run { thread in
///   let rows = pool.slice(of: 1000, thread: thread)
///   ...          // phase one on `rows`
///   pool.barrier()
///   ...          // phase two may read what others wrote in phase one
/// }
/// ```
///
/// An idle pool sleeps and costs no processor time.
public final class WorkerPool: Sendable {
  /// The number of threads, the caller's included.
  public let threads: Int
  private let team: Team
  private let oneAtATime = Mutex<Void>(())

  /// Starts a pool of the given size, at least 1; fewer if the system refuses more threads.
  public init(threads: Int) {
    team = Team(threads: threads)
    self.threads = team.threads
  }

  deinit {
    team.dismiss()
  }

  /// Calls `body` once for every thread number in 0 ..< threads, each on a thread of its own, and
  /// returns when all are done.
  ///
  /// The caller is thread 0.
  ///
  /// Calls from several threads take turns. A call from inside a run works too, on threads made for
  /// that call alone: correct, barriers included, but slow.
  public func run(_ body: @Sendable (Int) -> Void) {
    if threads == 1 {
      body(0)
    } else if Team.current != nil {
      runNested(body)
    } else {
      oneAtATime.withLock { _ in team.run(body) }
    }
  }

  /// Inside `run`: returns when every thread of the run has called it.
  ///
  /// Outside: returns at once.
  public func barrier() {
    if threads > 1 { Team.current?.barrier.wait() }
  }

  /// The part of 0 ..< count that belongs to a thread: contiguous, in order, and starting at a
  /// multiple of `alignment` so that no two threads write to one cache line.
  public func slice(of count: Int, thread: Int, alignment: Int = 1) -> Range<Int> {
    let blocks = (count + alignment - 1) / alignment
    let start = min(count, blocks * thread / threads * alignment)
    let end = min(count, blocks * (thread + 1) / threads * alignment)
    return start..<end
  }

  /// Should the system refuse the threads, the bodies run one after the other on this one, which is
  /// right for bodies without barriers and the best that can be done.
  private func runNested(_ body: @Sendable (Int) -> Void) {
    let team = Team(threads: threads)
    defer { team.dismiss() }
    if team.threads == threads {
      team.run(body)
    } else {
      for thread in 0..<threads { body(thread) }
    }
  }
}
