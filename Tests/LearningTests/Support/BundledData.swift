import Foundation
import Tensors

@testable import Learning

/// The bundled files as plain numbers, for trainings that are compared with PyTorch's.
enum BundledData {
  private static let folder = referenceFolder.deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources/DataSources/Bundled")

  /// digits.csv.gz: 64 pixels divided by 16, classes 0 to 9.
  static func digits() throws -> TrainingData {
    let rows = try table("digits.csv.gz")
    let labels = rows.compactMap { $0.last.map { Int32($0) } }
    return TrainingData(
      features: matrix(rows.map { $0.dropLast().map { $0 / 16 } }),
      target: .classes(labels, names: (0..<10).map(String.init)))
  }

  /// diabetes.csv: ten columns minus their mean over their population deviation, one number.
  static func diabetes() throws -> TrainingData {
    let rows = try table("diabetes.csv")
    let count = Double(rows.count)
    var columns = (0..<10).map { column in rows.map { $0[column] } }
    for index in columns.indices {
      let mean = columns[index].reduce(0, +) / count
      let variance = columns[index].reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
      columns[index] = columns[index].map { ($0 - mean) / variance.squareRoot() }
    }
    let features = rows.indices.map { row in columns.map { $0[row] } }
    return TrainingData(
      features: matrix(features), target: .numbers(matrix(rows.map { [$0[10]] })))
  }

  private static func matrix(_ rows: [[Double]]) -> Tensor {
    Tensor(shape: [rows.count, rows.first?.count ?? 0], values: rows.joined().map { Float($0) })
  }

  /// The numbers of a CSV file below its header.
  private static func table(_ name: String) throws -> [[Double]] {
    let text = String(decoding: try contents(name), as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      line.split(separator: ",").map { Double($0) ?? .nan }
    }
  }

  private static func contents(_ name: String) throws -> Data {
    let file = folder.appendingPathComponent(name)
    guard name.hasSuffix(".gz") else { return try Data(contentsOf: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = ["-dc", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    defer { process.waitUntilExit() }
    return try pipe.fileHandleForReading.readToEnd() ?? Data()
  }
}
