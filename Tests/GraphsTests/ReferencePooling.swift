import Foundation
import Testing

/// Poolings and their gradients by PyTorch in double precision: Reference/pooling.json, made by
/// Reference/pooling.py.
struct ReferencePooling: Decodable, CustomTestStringConvertible {
  struct Result: Decodable {
    let shape: [Int]
    let y: [Double]
    let dx: [Double]
  }

  let name: String
  let x: [Int]
  let size: [Int]
  let stride: [Int]
  let padding: [Int]
  /// Whether x is rounded down to quarters, so that some numbers are equal.
  let ties: Bool
  let maximum: Result
  let mean: Result
  var testDescription: String { name }

  static let all: [ReferencePooling] = {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Reference/pooling.json")
    guard let data = try? Data(contentsOf: path) else { return [] }
    return (try? JSONDecoder().decode([ReferencePooling].self, from: data)) ?? []
  }()
}
