import Foundation
import Testing

/// A convolution and its gradients by PyTorch in double precision: Reference/convolution.json, made by
/// Reference/convolution.py.
struct ReferenceConvolution: Decodable, CustomTestStringConvertible {
  let name: String
  let x: [Int]
  let w: [Int]
  let stride: [Int]
  let padding: [Int]
  let dilation: [Int]
  let groups: Int
  let output: [Int]
  let y: [Double]
  let dx: [Double]
  let dw: [Double]
  var testDescription: String { name }

  static let all: [ReferenceConvolution] = {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Reference/convolution.json")
    guard let data = try? Data(contentsOf: path) else { return [] }
    return (try? JSONDecoder().decode([ReferenceConvolution].self, from: data)) ?? []
  }()
}
