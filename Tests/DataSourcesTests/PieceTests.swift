import Synchronization
import Tensors
import Testing

@testable import DataSources

/// Reading a table in pieces, by one thread or several, gives what reading it at once gives.
@Suite struct PieceTests {
  private static let pools = [1, 2, 3].map { WorkerPool(threads: $0) }

  /// What came of a reading.
  private enum Outcome: Equatable {
    case table(Table, isDouble: [Bool?], notices: [String], Fingerprint)
    case error(DataError)
  }

  private func read(
    _ source: any ByteSource, _ options: CSVOptions, _ pieces: PieceOptions
  ) throws -> Outcome {
    do {
      let read = try CSVReader(source, options: options, pieces: pieces).table()
      let isDouble = read.table.columns.map { column -> Bool? in
        guard case .numbers(let numbers) = column.values else { return nil }
        if case .double = numbers.storage { return true }
        return false
      }
      return .table(read.table, isDouble: isDouble, notices: read.notices, read.fingerprint)
    } catch let error as DataError {
      return .error(error)
    }
  }

  private func source(_ bytes: [UInt8]) throws -> MemorySource {
    MemorySource(path: "data.csv", bytes: try #require(FileBytes(bytes)))
  }

  /// Reads at once, then in pieces of every size, by every pool.
  @discardableResult
  private func readEveryWay(
    _ bytes: [UInt8], _ options: CSVOptions = CSVOptions(), sizes: [Int]? = nil,
    _ comment: String = ""
  ) throws -> Outcome {
    let source = try source(bytes)
    let whole = try read(source, options, PieceOptions(size: bytes.count + 1, head: 1 << 16))
    for size in sizes ?? Array(1...bytes.count + 1) {
      for pool in Self.pools {
        let pieces = PieceOptions(size: size, head: 16 + size, threads: pool)
        let found = try read(source, options, pieces)
        let note = "\(comment) \(pool.threads) threads, pieces of \(size)"
        #expect(
          found == whole, "\(note): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
      }
    }
    return whole
  }

  // MARK: Random tables

  /// A table that may have everything a file can have.
  private struct RandomTable {
    var draws: RandomDraws
    let width: Int
    let lineEnds: [String]
    let mistakes: Bool

    init(_ draws: RandomDraws) {
      self.draws = draws
      width = 1 + self.draws.below(4)
      lineEnds = [["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"]][self.draws.below(4)]
      mistakes = self.draws.below(2) == 0
    }

    private mutating func pick(_ texts: [String]) -> String { texts[draws.below(texts.count)] }

    private mutating func value() -> String {
      switch draws.below(24) {
      case 0: pick(["", "NA", " nan ", "?", "-9", "\"\""])
      case 1: pick(["x", "5\" disk", " y ", "größe", "1,5x", "1e"])
      case 2: pick(["\"a,b\"", "\"two\nlines\"", "\"\r\n\"", "\"say \"\"hi\"\"\"", "\"7\""])
      case 3: pick(["0.1", "16777217", "-2.5e-3", "123456789.25", "inf", " 4 ", "+6"])
      default: "\(draws.below(1000) - 200)" + (draws.below(4) == 0 ? ".5" : "")
      }
    }

    mutating func bytes() -> [UInt8] {
      var text = draws.below(3) == 0 ? "" : (0..<width).map { "n\($0)" }.joined(separator: ",")
      if !text.isEmpty { text += pick(lineEnds) }
      let rows = 1 + draws.below(14)
      for row in 0..<rows {
        for _ in 0..<(draws.below(6) == 0 ? draws.below(3) : 0) { text += pick(lineEnds) }
        let isRagged = mistakes && draws.below(40) == 0
        let values = (0..<width + (isRagged ? 1 : 0)).map { _ in value() }
        text += values.joined(separator: ",")
        if row < rows - 1 || draws.below(2) == 0 { text += pick(lineEnds) }
        if mistakes, draws.below(60) == 0 { text += pick(["\"open", "\"shut\" x", "\0"]) }
      }
      var bytes = Array(text.utf8)
      if mistakes, draws.below(8) == 0 { bytes.insert(0xff, at: draws.below(bytes.count + 1)) }
      return bytes
    }
  }

  @Test func randomTables() throws {
    let seed: UInt64 = 4180
    var tables = 0
    for round in 0..<250 {
      var random = RandomTable(RandomDraws(seed: seed &+ UInt64(round)))
      let bytes = random.bytes()
      var options = CSVOptions()
      if random.draws.below(4) == 0 { options.rows = 1 + random.draws.below(12) }
      if random.draws.below(4) == 0 { options.missing = ["-9", "x"] }
      // Four of them: on a busy machine it is the waiting for one another that takes the time.
      var sizes = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89]
      while sizes.count > 4 { sizes.remove(at: random.draws.below(sizes.count)) }
      let outcome = try readEveryWay(bytes, options, sizes: sizes, "seed \(seed) + \(round)")
      if case .table = outcome { tables += 1 }
    }
    // Both kinds of outcome are met.
    #expect(tables > 60 && tables < 240)
  }

  // MARK: What pieces could get wrong

  @Test(arguments: [
    "a,b\n1,\"x\ny\"\n2,z\n\"3\n\",w\n4,\"v\"\n",
    "a\n1\n\n\n2\n\n\"\n\"\n\n", "a\n\n1\n\n", "a,b\r\n1,2\r\n\r\n3,0.1\r\n", "a\r1\r\r2\r",
    "\u{feff}a,b\n1,2\n3,4", "1,2\n3,4\n", "a,b\n1,2\n3\n4,5\n", "a,b\n1,2\n\"x\" y,3\n4,5\n",
    "a,b\n1,2\n\"open,3\n4,5\n", "a,b\n1,2,\"3\n4\"\n5,6\n", "x;y\n1;2,5\n3;4\n",
    "a,b\n1,2\n3\n4,5\n\0", "a\n1\n2,3\n", "a,b\n\n\n", "\"a\nb\",c\n1,2\n",
  ])
  func cutsAnywhere(_ text: String) throws {
    try readEveryWay(Array(text.utf8))
    for rows in 1...4 { try readEveryWay(Array(text.utf8), CSVOptions(rows: rows)) }
  }

  @Test func byteThatIsNoTextComesBeforeAMistakeBeforeIt() throws {
    let bytes = Array("a,b\n1,2\n3\n4,5\n".utf8) + [0xc3, 0x2c, 10]
    let expected = DataError.notUTF8(path: "data.csv", offset: 14, line: 5)
    #expect(try readEveryWay(bytes) == .error(expected))
    #expect(try readEveryWay(bytes, CSVOptions(rows: 1)) == .error(expected))
  }

  /// Each threatens a cut of its own: more than the threads start anew for.
  @Test func manyValuesOfManyLines() throws {
    let values = (0..<60).map { "line\n\($0)\n\(String(repeating: "z", count: $0))" }
    let text = "n,t\n" + values.enumerated().map { "\($0),\"\($1)\"\n" }.joined()
    guard case .table(let table, _, _, _) = try readEveryWay(Array(text.utf8), sizes: [7, 40, 300])
    else { return #expect(Bool(false), "no table") }
    #expect(try texts(table, "t") == values)
    #expect(try numbers(table, "n") == (0..<60).map(Double.init))
  }

  @Test func columnsWidenOrTurnToTextWhereTheFileSaysSo() throws {
    let rows = 400
    for late in [0, 1, 199, 398, 399] {
      let body = (0..<rows).map { row in
        "\(row),\(row == late ? "0.1" : "2.5"),\(row == late ? "oops" : "0.30")\n"
      }
      let bytes = Array(("a,b,c\n" + body.joined()).utf8)
      let outcome = try readEveryWay(bytes, sizes: [11, 100, 1000], "late \(late)")
      guard case .table(let table, let isDouble, let notices, _) = outcome else {
        return #expect(Bool(false), "no table")
      }
      #expect(isDouble == [false, true, nil])
      #expect(try numbers(table, "b") == (0..<rows).map { $0 == late ? 0.1 : 2.5 })
      #expect(try texts(table, "c") == (0..<rows).map { $0 == late ? "oops" : "0.30" })
      #expect(notices.contains { $0.contains("'oops' in row \(late + 1) is the first") })
    }
  }

  @Test func rowsLongerThanTheHeadAndThePieces() throws {
    let wide = (0..<300).map { "c\($0)" }.joined(separator: ",") + "\n"
    let row = (0..<300).map(String.init).joined(separator: ",") + "\n"
    try readEveryWay(Array((wide + row + row).utf8), sizes: [1, 100, 4000])
  }

  /// Arrays are not read into memory, so how much of it there is must not matter to them.
  @Test func limitsAreForText() throws {
    let folder = try TemporaryFolder()
    let array = folder.path + "/x.npy"
    try NPYFile.write(Tensor(shape: [100], values: Array(repeating: 1, count: 100)), to: array)
    #expect(try FileSource(plainText: array, limits: FileLimits(bytes: 100)) == nil)
    let text = try folder.write("x.csv", String(repeating: "1\n", count: 100))
    #expect {
      try FileSource(plainText: text, limits: FileLimits(bytes: 100))
    } throws: { error in
      if case .tooLarge? = error as? DataError { true } else { false }
    }
  }

  // MARK: Files that change

  @Test func fileOnDiskIsReadAsInMemory() throws {
    let text = "a,b\n" + (0..<500).map { "\($0),\"t\n\($0)\"\n" }.joined()
    let folder = try TemporaryFolder()
    let path = try folder.write("data.csv", text)
    let file = try #require(try FileSource(plainText: path))
    for pool in Self.pools {
      let pieces = PieceOptions(size: 64, head: 16, threads: pool)
      let found = try CSVReader(file, options: CSVOptions(), pieces: pieces).table()
      #expect(found.table == (try table(text)))
    }
  }

  /// Bytes that are others once the end was read.
  private final class ChangingSource: ByteSource {
    let path = "data.csv"
    let size: Int
    private let before: [UInt8]
    private let after: [UInt8]
    private let hasChanged = Atomic<Bool>(false)

    init(_ before: String, _ after: String) {
      (self.before, self.after) = (Array(before.utf8), Array(after.utf8))
      size = self.before.count
    }

    func read(into target: UnsafeMutablePointer<UInt8>, count: Int, at offset: Int) -> Int {
      let bytes = hasChanged.load(ordering: .acquiring) ? after : before
      let copied = max(0, min(count, bytes.count - offset))
      for index in 0..<copied { target[index] = bytes[offset + index] }
      // The head is read from the beginning, the last piece is not.
      if copied < count, offset > 0 { hasChanged.store(true, ordering: .releasing) }
      return copied
    }
  }

  @Test func changeBetweenThePassesIsToldAndGrowthIsNone() throws {
    let before = "a,b\nx,1\ny,2\nz,3\n"
    let pieces = PieceOptions(size: 6, head: 16)
    let read = { (after: String) in
      try CSVReader(ChangingSource(before, after), options: CSVOptions(), pieces: pieces).table()
    }
    for after in ["", "a,b\nx,1\ny,2\n", "a,b\nx,1\ny,2\n\"z,3\n", "a,b\nx,1\nw,2\nz,3\n", "a,b\n"]
    {
      #expect(throws: DataError.changedWhileRead(path: "data.csv"), "\(after)") { try read(after) }
    }
    #expect(try texts(read(before + "w,4\n").table, "a") == ["x", "y", "z"])
  }
}
