import DataSources
import Tensors

/// Reading a table of 10,000 x 785 whole numbers from a CSV file of 28 MB.
///
/// Measured inside this process, as the peer measures inside its own: neither counts its start.
struct ReadingCSV: BenchmarkCase {
  let name = "csv"
  private static let columns = 785

  func run(_ bench: Bench) throws {
    let path = bench.workspace.path("numbers.csv")
    let rows = bench.size(10_000)
    let sum = try write(path, rows: rows)
    let turns = try bench.inTurn(rounds: max(3, bench.rounds), with: [.pandas]) {
      let before = processSeconds()
      let start = ContinuousClock.now
      let data = try Dataset.load(path)
      let seconds = start.duration(to: .now).inSeconds
      let spent = processSeconds() - before
      try check(data, rows: rows, sum: sum)
      return ([seconds], spent)
    } theirs: {
      try bench.peers.measure($0, ["csv"])
    }
    bench.record(
      "load a CSV of \(grouped(rows)) x 785 numbers", short: "CSV", turns, goals: [.pandas: 0.5])
    try weigh(path, rows: rows, bench)
  }

  /// The memory that loading it takes, beyond that of a program that does next to nothing.
  private func weigh(_ path: String, rows: Int, _ bench: Bench) throws {
    let child = try bench.run(["-c", "load \"\(path)\""], weighing: true)
    try require(child.text.contains("\(grouped(rows)) rows"), "loading printed '\(child.text)'")
    let matrix = Double(rows * Self.columns * MemoryLayout<Float>.size)
    let peak = Double(child.peakMemory - (try bench.emptyProcessMemory()))
    bench.record(
      Row(
        "its peak memory (matrix: \(memory(matrix)))", short: "CSV memory", Samples(peak),
        in: .bytes,
        goal: .limit(1.5 * matrix)))
  }

  private func check(_ data: Dataset, rows: Int, sum: Int) throws {
    try require(data.rowCount == rows, "\(data.rowCount) rows were read")
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
  private func write(_ path: String, rows: Int) throws -> Int {
    var random = RandomGenerator(seed: 785)
    let numbers = (0...255).map { Array(String($0).utf8) }
    var bytes = Array((0..<Self.columns).map { "p\($0)" }.joined(separator: ",").utf8)
    bytes.append(10)
    var sum = 0
    for _ in 0..<rows {
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
