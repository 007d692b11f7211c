import Glibc

/// What every case is given: the program, a place for its files, the peers, and where figures go.
final class Bench {
  /// The path of the release program.
  let program: String
  /// The directory of this project.
  let project: String
  let workspace: Workspace
  let machine: QuietMachine
  let peers: Peers
  let rounds: Int
  /// Threads in force where a case does not vary them.
  let threads: Int
  /// Whether the benchmarks themselves are tried, on less work.
  let isQuick: Bool
  private(set) var results = Results()

  init(_ options: Options) throws {
    program = try absolutePath(options.program)
    project = try absolutePath(".")
    workspace = try Workspace()
    peers = try Peers(in: workspace)
    // Scripts write to paths relative to the directory they are run in.
    try require(chdir(workspace.root) == 0, "\(workspace.root) cannot be entered")
    machine = QuietMachine(patience: options.patience)
    rounds = options.rounds
    isQuick = options.isQuick
    threads = min(2, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// Runs the program; it must succeed.
  func run(
    _ words: [String], onOneProcessor: Bool = false, weighing: Bool = false
  ) throws -> Child {
    try Child.run(
      [program] + words, in: workspace, onOneProcessor: onOneProcessor, weighing: weighing
    ).succeeded("lossrepl")
  }

  /// Runs a program of several lines.
  func run(
    script: String, _ words: [String] = [], onOneProcessor: Bool = false, weighing: Bool = false
  ) throws -> Child {
    let path = workspace.path("bench.lossrepl")
    try writeText(script, to: path)
    return try run(words + [path], onOneProcessor: onOneProcessor, weighing: weighing)
  }

  /// Measures whole processes.
  func wholeProcess(_ count: Int, _ body: () throws -> Child) throws -> Samples {
    var samples = Samples()
    for _ in 0..<count {
      let (child, isDisturbed) = try machine.sample {
        let child = try body()
        return (child, child.processorSeconds)
      }
      samples.add(child.seconds, isDisturbed: isDisturbed)
    }
    return samples
  }

  /// Runs something in this process; says how long it took and whether others were in the way.
  func inThisProcess<Result>(
    _ body: () throws -> Result
  ) throws -> (result: Result, seconds: Double, isDisturbed: Bool) {
    let (found, isDisturbed) = try machine.sample {
      let before = processSeconds()
      let start = ContinuousClock.now
      let result = try body()
      let seconds = start.duration(to: .now).inSeconds
      return ((result, seconds), processSeconds() - before)
    }
    return (found.0, found.1, isDisturbed)
  }

  /// The most memory the program holds when it is asked for next to nothing.
  func emptyProcessMemory() throws -> Int {
    try run(["-c", "print 1 + 1"], weighing: true).peakMemory
  }

  /// A size, or a tenth of it when quick.
  func size(_ full: Int) -> Int { isQuick ? full / 10 : full }

  // MARK: Results

  /// Prints a row and keeps it.
  func record(_ row: Row) {
    say(TextTable.line(row))
    results.add(row)
  }

  /// Prints how a time grows and keeps it.
  func record(_ growth: Growth) {
    for place in growth.places {
      say("  \(grouped(Int(place.size))) \(growth.size): \(time(place.seconds))")
    }
    results.add(growth)
  }

  /// Says what was not measured, once.
  func remark(_ sentence: String) {
    if !results.remarks.contains(sentence) { say("  \(sentence)") }
    results.add(remark: sentence)
  }

  /// Says that an answer was wrong.
  func fail(_ sentence: String) {
    say("FAILED \(sentence)")
    results.add(failure: sentence)
  }

  /// Says under what circumstances all this holds.
  func describe(_ setting: [(name: String, value: String)]) {
    results.setting = setting
    say(setting.map { "\($0.name): \($0.value)" }.joined(separator: "; "))
    say(TextTable.head)
  }

  /// A line of text among the figures, written at once: print would keep it until the end where
  /// the output is no terminal.
  private func say(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = Glibc.write(STDOUT_FILENO, bytes, bytes.count)
  }
}

/// A whole number with commas: `60,000`.
func grouped(_ number: Int) -> String {
  var digits = String(number.magnitude)
  var groups: [String] = []
  while digits.count > 3 {
    groups.insert(String(digits.suffix(3)), at: 0)
    digits.removeLast(3)
  }
  return (number < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
}
