import Synchronization

extension WorkerPool {
  /// The program's pool, made at its first use: one thread per processor unless configured.
  public static let shared: WorkerPool = {
    let wanted = request.exchange(alreadyMade, ordering: .acquiringAndReleasing)
    return WorkerPool(threads: wanted > 0 ? wanted : CPUFeatures.processors)
  }()

  /// Sets the size of `shared`, at least 1.
  ///
  /// Returns false, and changes nothing, once it exists.
  @discardableResult
  public static func configure(threads: Int) -> Bool {
    var seen = request.load(ordering: .acquiring)
    while seen != alreadyMade {
      let attempt = request.compareExchange(
        expected: seen, desired: max(1, threads), ordering: .acquiringAndReleasing)
      if attempt.exchanged { return true }
      seen = attempt.original
    }
    return false
  }

  /// 0 while nothing was asked for.
  private static let request = Atomic<Int>(0)
  private static let alreadyMade = -1
}
