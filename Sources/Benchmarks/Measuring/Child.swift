import Glibc

/// A process run to its end.
struct Child {
  /// The exit status; 128 + the signal for a process that a signal ended.
  let status: Int32
  /// What it wrote to standard output.
  let output: [UInt8]
  /// What it wrote to standard error.
  let diagnostics: [UInt8]
  /// From before its start to after its end.
  let seconds: Double
  /// Processor time it took, on all threads.
  let processorSeconds: Double
  /// The most memory it held, in bytes; 0 where it was not weighed.
  let peakMemory: Int

  /// The output as text.
  var text: String { String(decoding: output, as: UTF8.self) }

  /// Runs a program in the directory of this process and waits for it.
  ///
  /// Output goes to files, not pipes: nobody has to read while the clock runs.
  ///
  /// - Parameters:
  ///   - onOneProcessor: whether it may use only the first processor: some libraries start as many
  ///     threads as there are processors, whatever they are told.
  ///   - weighing: whether its memory is what matters, not its time; a peak is not
  ///     known without it.
  static func run(
    _ words: [String], in workspace: Workspace, onOneProcessor: Bool = false,
    weighing: Bool = false
  ) throws -> Child {
    let outputPath = workspace.path("child.out")
    let errorPath = workspace.path("child.err")
    let peakPath = workspace.path("child.peak")
    var words = (onOneProcessor ? ["taskset", "-c", "0"] : []) + words
    if weighing { words = try Relay.words(words, writingTo: peakPath) }
    let watch = ContinuousClock()
    let start = watch.now
    let end = try wait(for: spawn(words, output: outputPath, error: errorPath), words[0])
    let seconds = start.duration(to: watch.now).inSeconds
    return Child(
      status: end.status, output: try readBytes(outputPath),
      diagnostics: try readBytes(errorPath), seconds: seconds,
      processorSeconds: end.processorSeconds,
      peakMemory: weighing ? try weight(in: peakPath) : 0)
  }

  private static func weight(in path: String) throws -> Int {
    guard let bytes = Int(String(decoding: try readBytes(path), as: UTF8.self)) else {
      throw BenchmarkFailure("no weight was written to \(path)")
    }
    return bytes
  }

  /// How a process ended and what it took.
  typealias End = (status: Int32, processorSeconds: Double, peakMemory: Int)

  /// Waits for a process to end.
  static func wait(for child: pid_t, _ name: String) throws -> End {
    var status: Int32 = 0
    var usage = rusage()
    while wait4(child, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw BenchmarkFailure("\(name): wait failed, \(errno)") }
    }
    return (
      exitStatus(status), usage.ru_utime.inSeconds + usage.ru_stime.inSeconds,
      usage.ru_maxrss * 1024
    )
  }

  /// The child, if it ended with status 0.
  func succeeded(_ what: String) throws -> Child {
    guard status == 0 else {
      let said = String(decoding: diagnostics.suffix(600), as: UTF8.self)
      throw BenchmarkFailure("\(what) ended with status \(status): \(said)")
    }
    return self
  }

  private static func exitStatus(_ status: Int32) -> Int32 {
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  private static func spawn(
    _ words: [String], output: String, error: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let writing = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, writing, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, error, writing, 0o600)
    return try spawn(words, actions: &actions)
  }

  /// Starts a program; without `actions` it writes where this process does.
  static func spawn(
    _ words: [String], actions: UnsafePointer<posix_spawn_file_actions_t>?
  ) throws -> pid_t {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    let status = posix_spawnp(&child, words[0], actions, nil, &arguments, environ)
    guard status == 0 else {
      throw BenchmarkFailure("\(words[0]) cannot be started: \(String(cString: strerror(status)))")
    }
    return child
  }
}

extension timeval {
  fileprivate var inSeconds: Double { Double(tv_sec) + Double(tv_usec) * 1e-6 }
}

extension Duration {
  /// The duration in seconds.
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
