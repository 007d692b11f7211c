import DataSources
import Tensors

/// Reading a table of 10,000 x 785 whole numbers from a CSV file of 28 MB.
///
/// Measured inside this process, as the peer measures inside its own: neither counts its start.
struct ReadingCSV: BenchmarkCase {
  let name = "csv"
  private static let (rows, columns) = (10_000, 785)

  func run(_ bench: Bench) throws {
    let path = bench.workspace.path("numbers.csv")
    let sum = try write(path)
    let peer = bench.peers.find("pandas", module: "pandas", in: bench.workspace)
    var (ours, theirs) = (Samples(), Samples())
    for _ in 0..<max(3, bench.rounds) {
      let (seconds, isDisturbed) = try bench.machine.sample {
        let before = processSeconds()
        let start = ContinuousClock.now
        let data = try Dataset.load(path)
        let seconds = start.duration(to: .now).inSeconds
        let spent = processSeconds() - before
        try check(data, sum: sum)
        return (seconds, spent)
      }
      ours.add(seconds, isDisturbed: isDisturbed)
      guard peer.isThere else { continue }
      let (all, wasDisturbed) = try bench.machine.sample {
        try bench.peers.measure(["pandas", "csv"], in: bench.workspace)
      }
      theirs.add(all, isDisturbed: wasDisturbed)
    }
    bench.show(
      "load a CSV of 10,000 x 785 numbers", ours, peer: peer.isThere ? "pandas" : nil,
      peer.isThere ? theirs : nil)
    if !peer.isThere { bench.say("  \(peer.why)") }
  }

  private func check(_ data: Dataset, sum: Int) throws {
    try require(data.rowCount == Self.rows, "\(data.rowCount) rows were read")
    var found = 0.0
    for column in data.featureColumns + data.targetColumns {
      guard case .numbers(let numbers) = column.values else {
        throw BenchmarkFailure("the column \(column.name) was not read as numbers")
      }
      for row in 0..<column.count { found += numbers[row] }
    }
    try require(found == Double(sum), "the numbers add up to \(found) instead of \(sum)")
  }

  /// Writes the file and returns the sum of its numbers.
  private func write(_ path: String) throws -> Int {
    var random = RandomGenerator(seed: 785)
    let numbers = (0...255).map { Array(String($0).utf8) }
    var bytes = Array((0..<Self.columns).map { "p\($0)" }.joined(separator: ",").utf8)
    bytes.append(10)
    var sum = 0
    for _ in 0..<Self.rows {
      for column in 0..<Self.columns {
        if column > 0 { bytes.append(UInt8(ascii: ",")) }
        let number = random.integer(below: 256)
        sum += number
        bytes += numbers[number]
      }
      bytes.append(10)
    }
    try AtomicFile.write(path: path, bytes)
    return sum
  }
}
