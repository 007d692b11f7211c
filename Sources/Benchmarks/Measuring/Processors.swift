import Glibc

/// The time all processors together have spent, in seconds since the machine started.
struct ProcessorTime {
  /// At work for anybody, other guests of the host included.
  let busy: Double
  let total: Double

  /// Reads /proc/stat; nil where there is none.
  static func now() -> ProcessorTime? {
    guard let bytes = try? readBytes("/proc/stat"),
      let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first
    else { return nil }
    let ticks = line.split(separator: " ").dropFirst().prefix(8).compactMap { Double($0) }
    guard ticks.count == 8 else { return nil }
    let perSecond = Double(sysconf(Int32(_SC_CLK_TCK)))
    let total = ticks.reduce(0, +)
    return ProcessorTime(
      busy: (total - ticks[3] - ticks[4]) / perSecond, total: total / perSecond)
  }
}

/// Keeps other programs' work out of the figures as far as that can be done from here.
struct QuietMachine {
  /// How long to wait for an idle moment before a sample is taken all the same.
  let patience: Double

  /// Returns when the processors have been idle for 80 ms, or when patience has run out.
  func wait() {
    let end = ContinuousClock.now + .seconds(patience)
    while ContinuousClock.now < end {
      guard let before = ProcessorTime.now() else { return }
      usleep(80_000)
      guard let after = ProcessorTime.now() else { return }
      // One tick of 10 ms is as fine as the kernel counts.
      if after.busy - before.busy < 0.015 { return }
    }
  }

  /// Runs `body` after an idle moment; says whether others took more than 15 % of a processor
  /// meanwhile.
  func sample<Result>(
    _ body: () throws -> (Result, processorSeconds: Double)
  ) throws -> (result: Result, isDisturbed: Bool) {
    wait()
    let start = ContinuousClock.now
    let before = ProcessorTime.now()
    let (result, own) = try body()
    guard let before, let after = ProcessorTime.now() else { return (result, false) }
    let seconds = start.duration(to: .now).inSeconds
    let foreign = after.busy - before.busy - own
    return (result, foreign > max(0.02, 0.15 * seconds))
  }
}

/// The processor's name, as the kernel gives it.
func processorName() -> String {
  let bytes = (try? readBytes("/proc/cpuinfo")) ?? []
  let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first {
    $0.hasPrefix("model name")
  }
  let name = line?.split(separator: ":").last.map(String.init) ?? "unknown processor"
  return name.drop { $0 == " " || $0 == "\t" }.description
}

/// Processor time this process has taken so far, on all threads, in seconds.
func processSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
