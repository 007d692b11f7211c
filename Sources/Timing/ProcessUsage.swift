import Glibc

/// What this process has used so far.
public struct ProcessUsage: Sendable, Equatable {
  /// Seconds of processor time, all threads together.
  public let processorSeconds: Double
  /// The most bytes of memory it held at any one time.
  public let peakBytes: Int

  /// What has been used up to now.
  public static var now: ProcessUsage {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return ProcessUsage(
      processorSeconds: Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9,
      peakBytes: Int(usage.ru_maxrss) * 1024)
  }
}
