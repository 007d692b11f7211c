import CKernels
import Glibc
import Synchronization

/// The threads behind a pool: `threads - 1` workers and whoever calls `run`.
///
/// Unchecked: `job` is written by the caller only while every worker waits for the next `epoch`, and
/// read by them only after they have seen it (release and acquire on `epoch`). The other variables
/// are written in `init` and `dismiss` alone, and workers read none of them before the first epoch.
final class Team: @unchecked Sendable {
  typealias Body = @Sendable (Int) -> Void

  private(set) var threads = 1
  private(set) var barrier = Barrier(threads: 1)
  private var workers: [pthread_t] = []
  private var job: UnsafePointer<Body>?
  private let epoch = Atomic<UInt>(0)
  private let working = Atomic<Int>(0)
  private let stopping = Atomic<Bool>(false)
  private let bed = Bed()

  /// Starts the workers.
  ///
  /// If the system refuses a thread, the team is smaller than asked for.
  init(threads wanted: Int) {
    while workers.count + 1 < wanted, let worker = startWorker(index: workers.count + 1) {
      workers.append(worker)
    }
    threads = workers.count + 1
    barrier = Barrier(threads: threads)
  }

  /// Ends and joins the workers.
  ///
  /// Must follow the last `run`; the threads keep the team alive till then.
  func dismiss() {
    stopping.store(true, ordering: .releasing)
    bed.wake { epoch.add(1, ordering: .acquiringAndReleasing) }
    for worker in workers { pthread_join(worker, nil) }
    workers = []
  }

  /// Calls `body` once on every thread, the caller being thread 0.
  ///
  /// One caller at a time.
  func run(_ body: Body) {
    withoutActuallyEscaping(body) { escapable in
      withUnsafePointer(to: escapable) { pointer in
        job = pointer
        working.store(workers.count, ordering: .relaxed)
        if !workers.isEmpty { bed.wake { epoch.add(1, ordering: .acquiringAndReleasing) } }
        perform(thread: 0)
        spinThenYield { working.load(ordering: .acquiring) == 0 }
        job = nil
      }
    }
  }

  /// Not inlined, so that the closure's retain is certainly released when it returns: `run` may not
  /// leave the scope that owns the closure before.
  @inline(never)
  private func perform(thread: Int) {
    let outer = Team.current
    Team.current = self
    job?.pointee(thread)
    Team.current = outer
  }

  // MARK: A worker's life

  private func work(as thread: Int) {
    var seen: UInt = 0
    while true {
      awaitEpoch(after: seen)
      seen &+= 1
      if stopping.load(ordering: .acquiring) { return }
      perform(thread: thread)
      working.subtract(1, ordering: .acquiringAndReleasing)
    }
  }

  /// Spins a little, since steps follow one another closely during a fit, then sleeps.
  private func awaitEpoch(after seen: UInt) {
    for _ in 0..<2000 {
      if epoch.load(ordering: .acquiring) != seen { return }
      kernels_pause()
    }
    bed.sleep { epoch.load(ordering: .acquiring) != seen }
  }

  private final class Start {
    let team: Team
    let thread: Int

    init(team: Team, thread: Int) {
      self.team = team
      self.thread = thread
    }
  }

  /// Signals are blocked in workers: Ctrl-C belongs to the thread that listens for it.
  private func startWorker(index: Int) -> pthread_t? {
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let start = Unmanaged.passRetained(Start(team: self, thread: index))
    var thread = pthread_t()
    let status = pthread_create(&thread, nil, Team.enter, start.toOpaque())
    if status != 0 { start.release() }
    return status == 0 ? thread : nil
  }

  private static let enter: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? =
    {
      guard let raw = $0 else { return nil }
      let start = Unmanaged<Start>.fromOpaque(raw).takeRetainedValue()
      start.team.work(as: start.thread)
      return nil
    }

  // MARK: The team a thread is working for

  /// Per thread; nil outside any run.
  ///
  /// Unretained: it is set only while `run` holds the team.
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  static var current: Team? {
    get { pthread_getspecific(key).map { Unmanaged<Team>.fromOpaque($0).takeUnretainedValue() } }
    set { pthread_setspecific(key, newValue.map { Unmanaged.passUnretained($0).toOpaque() }) }
  }
}
