import Glibc

/// What every case is given: the program, a place for its files, the peers, and where figures go.
final class Bench {
  /// The path of the release program.
  let program: String
  /// The directory of the saved scripts.
  let examples: String
  let workspace: Workspace
  let machine: QuietMachine
  let peers: Peers
  let rounds: Int
  /// Threads in force where a case does not vary them.
  let threads: Int

  init(_ options: Options) throws {
    program = try absolutePath(options.program)
    examples = try absolutePath("scripts/examples")
    peers = try Peers()
    workspace = try Workspace()
    // Scripts write to paths relative to the directory they are run in.
    try require(chdir(workspace.root) == 0, "\(workspace.root) cannot be entered")
    machine = QuietMachine(patience: options.patience)
    rounds = options.rounds
    threads = min(2, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// Runs the program; it must succeed.
  func run(_ words: [String], onOneProcessor: Bool = false) throws -> Child {
    try Child.run([program] + words, in: workspace, onOneProcessor: onOneProcessor)
      .succeeded("lossrepl")
  }

  /// Runs a program of several lines.
  func run(
    script: String, _ words: [String] = [], onOneProcessor: Bool = false
  ) throws -> Child {
    let path = workspace.path("bench.lossrepl")
    try writeText(script, to: path)
    return try run(words + [path], onOneProcessor: onOneProcessor)
  }

  /// Measures whole processes.
  func wholeProcess(
    _ count: Int, _ body: () throws -> Child
  ) throws -> (samples: Samples, last: Child?) {
    var samples = Samples()
    var last: Child?
    for _ in 0..<count {
      let (child, isDisturbed) = try machine.sample {
        let child = try body()
        return (child, child.processorSeconds)
      }
      samples.add(child.seconds, isDisturbed: isDisturbed)
      last = child
    }
    return (samples, last)
  }

  // MARK: Figures

  /// Says which columns follow.
  func printHead() {
    say(Self.line("work", "min", "median", "peer", "min", "ratio", "of medians", "disturbed"))
  }

  /// One line: our figures, a peer's, and ours divided by theirs.
  func show(_ work: String, _ ours: Samples, peer: String? = nil, _ theirs: Samples? = nil) {
    let count = ours.all.count + (theirs?.all.count ?? 0)
    let disturbed = ours.disturbed + (theirs?.disturbed ?? 0)
    say(
      Self.line(
        work, time(ours.minimum), time(ours.median), peer ?? "",
        theirs.map { time($0.minimum) } ?? "",
        theirs.map { ratio(ours.minimum / $0.minimum) } ?? "",
        theirs.map { ratio(ours.median / $0.median) } ?? "", "\(disturbed) of \(count)"))
  }

  /// A line of text among the figures.
  func say(_ text: String) {
    write(text + "\n")
  }

  /// Written at once: print would keep it until the end where the output is no terminal.
  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(STDOUT_FILENO, bytes, bytes.count)
  }

  private static func line(_ cells: String...) -> String {
    let widths = [40, 10, 10, 8, 10, 7, 11, 10]
    return zip(cells, widths).enumerated().map { index, pair in
      let (cell, width) = pair
      let padding = String(repeating: " ", count: max(0, width - cell.count))
      return index == 0 || index == 3 ? cell + padding : padding + cell
    }.joined(separator: " ")
  }
}

/// A time with three digits: `0.0974 s`, `12.3 ms`.
func time(_ seconds: Double) -> String {
  seconds < 0.1 ? "\(threeDigits(seconds * 1000)) ms" : "\(threeDigits(seconds)) s"
}

/// A ratio with two decimals.
func ratio(_ value: Double) -> String { decimal(value, 2) }

private func threeDigits(_ value: Double) -> String {
  decimal(value, value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0)
}

/// A number with so many decimals.
func decimal(_ value: Double, _ decimals: Int) -> String {
  guard value.isFinite else { return "-" }
  let scale = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
  let scaled = Int((abs(value) * scale).rounded())
  let digits = String(scaled)
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  let sign = value < 0 ? "-" : ""
  return decimals == 0
    ? sign + padded : sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
}

/// Writes a small text file.
func writeText(_ text: String, to path: String) throws {
  guard let file = fopen(path, "wb") else { throw BenchmarkFailure("\(path) cannot be written") }
  let written = fwrite(text, 1, text.utf8.count, file)
  let closed = fclose(file)
  try require(written == text.utf8.count && closed == 0, "\(path) cannot be written")
}
