import Foundation
import Testing

@testable import DataSources

/// Damaged files end in a table or in an error, never in a crash.
@Suite struct FuzzTests {
  private func damage(_ bytes: [UInt8], _ draws: inout RandomDraws) -> [UInt8] {
    var damaged = bytes
    for _ in 0...draws.below(6) where !damaged.isEmpty {
      let place = draws.below(min(damaged.count, draws.below(2) == 0 ? 160 : .max))
      switch draws.below(4) {
      case 0: damaged[place] = draws.byte()
      case 1: damaged.remove(at: place)
      case 2: damaged.insert(Array("\",\n\r;.-e0".utf8)[draws.below(9)], at: place)
      default: damaged.removeLast(draws.below(min(damaged.count, 20)))
      }
    }
    return damaged
  }

  @Test(arguments: [
    "Golden/two-members.csv.gz", "Golden/fortran_f4.npy", "Golden/little_i8.npy",
    "Golden/version2.npy",
    "Golden/special_f2.npy", "Golden/f8.idx", "Golden/u1.idx",
  ])
  func damagedFiles(_ name: String) throws {
    let seed: UInt64 = 4711
    var draws = RandomDraws(seed: seed)
    let folder = try TemporaryFolder()
    let bytes = try Array(Data(contentsOf: URL(filePath: goldenFolder + "../" + name)))
    var kept = FileLimits.standard
    kept.keptBytes = 0
    for _ in 0..<300 {
      let path = try folder.write("damaged", damage(bytes, &draws))
      for limits in [FileLimits.standard, kept] {
        do {
          let data = try Dataset.load(path, options: LoadOptions(), limits: limits)
          _ = try data.describe()
          _ = try data.prepare(Preparation(), target: .none)
        } catch let error as DataError {
          #expect(!error.message.isEmpty, "seed \(seed)")
        }
      }
    }
  }

  @Test func damagedTables() throws {
    let seed: UInt64 = 815
    var draws = RandomDraws(seed: seed)
    let text = "name,\"a, b\",n\n\"x \"\"y\"\"\",1.5,2\nü,NA,3e5\n\"two\nlines\",-7,4\r\nz,0.25,\n"
    for _ in 0..<3000 {
      let bytes = damage(Array(text.utf8), &draws)
      do {
        let table = try readCSV(loaded(bytes)).table
        #expect(table.columns.allSatisfy { $0.count == table.rowCount }, "seed \(seed)")
      } catch let error as DataError {
        #expect(!error.message.isEmpty, "seed \(seed)")
      }
    }
  }
}
