import Foundation
import Tensors

@testable import DataSources

/// The folder of committed golden files, made once with NumPy 2.4.6 and Python's gzip.
let goldenFolder = URL(filePath: #filePath).deletingLastPathComponent().path() + "Golden/"

/// A file in memory.
func loaded(_ bytes: [UInt8], path: String = "data.csv") throws -> LoadedFile {
  guard let memory = FileBytes(bytes) else { throw DataError.emptyFile(path: path) }
  return LoadedFile(path: path, bytes: memory, fingerprint: Fingerprint())
}

/// The table that a text is.
func table(_ text: String, _ options: CSVOptions = CSVOptions(), path: String = "data.csv") throws
  -> Table
{
  try readCSV(loaded(Array(text.utf8), path: path), options: options).table
}

/// The notices that reading a text gives.
func notices(_ text: String, _ options: CSVOptions = CSVOptions()) throws -> [String] {
  try readCSV(loaded(Array(text.utf8)), options: options).notices
}

/// A folder of its own that is gone when this object is.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "ds-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path()
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = "\(path)/\(name)"
    try Data(bytes).write(to: URL(filePath: file))
    return file
  }

  func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }
}

/// The numbers of a column, for comparison.
func numbers(_ table: Table, _ name: String) throws -> [Double] {
  guard case .numbers(let numbers) = try table.column(name).values else { return [] }
  return Array(numbers)
}

/// The texts of a column, for comparison.
func texts(_ table: Table, _ name: String) throws -> [String?] {
  guard case .text(let texts) = try table.column(name).values else { return [] }
  return Array(texts)
}

/// Seeded draws for random tests.
struct RandomDraws {
  private var generator: RandomGenerator
  init(seed: UInt64) { generator = RandomGenerator(seed: seed) }
  mutating func below(_ bound: Int) -> Int { generator.integer(below: bound) }
  mutating func byte() -> UInt8 { UInt8(generator.integer(below: 256)) }
}
