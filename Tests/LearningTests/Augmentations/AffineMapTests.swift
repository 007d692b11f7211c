import Foundation
import Tensors
import Testing

@testable import Learning

/// An image through affine maps by PyTorch in double precision: scripts/reference/augmentations.py.
struct MappedImage: Decodable, Sendable, CustomTestStringConvertible {
  struct Step: Decodable, Sendable {
    let kind: String
    let numbers: [Double]

    var map: AffineMap {
      switch kind {
      case "turned": .turned(degrees: numbers[0])
      case "enlarged": .enlarged(x: numbers[0], y: numbers[1])
      default: .shifted(right: numbers[0], down: numbers[1])
      }
    }
  }

  let name: String
  let shape: [Int]
  let steps: [Step]
  let image: [Double]
  let result: [Double]

  var testDescription: String { name }

  static let all: [MappedImage] = {
    let file = referenceFolder.appendingPathComponent("augmentations.json")
    guard let bytes = try? Data(contentsOf: file) else { return [] }
    return (try? JSONDecoder().decode([MappedImage].self, from: bytes)) ?? []
  }()
}

@Suite("Affine maps of images")
struct AffineMapTests {
  @Test("agree with PyTorch's affine_grid and grid_sample", arguments: MappedImage.all)
  func reference(_ example: MappedImage) {
    let map = example.steps.reduce(AffineMap.identity) { $0.followed(by: $1.map) }
    let result = resampled(example.image.map { Float($0) }, Shape(example.shape), map)
    for (found, expected) in zip(result, example.result) {
      #expect(abs(Double(found) - expected) < 2e-6)
    }
    #expect(result.count == example.result.count)
  }

  @Test("are there to be compared") func present() { #expect(MappedImage.all.count == 10) }

  @Test("by whole pixels change no bit")
  func wholePixels() {
    let image: [Float] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
    #expect(resampled(image, [2, 3], .identity) == image)
    #expect(resampled(image, [2, 3], .enlarged(x: -1, y: 1)) == [0.3, 0.2, 0.1, 0.6, 0.5, 0.4])
    #expect(resampled(image, [2, 3], .enlarged(x: 1, y: -1)) == [0.4, 0.5, 0.6, 0.1, 0.2, 0.3])
    #expect(resampled(image, [2, 3], .shifted(right: 1, down: 0)) == [0, 0.1, 0.2, 0, 0.4, 0.5])
    #expect(resampled(image, [2, 3], .shifted(right: -1, down: 1)) == [0, 0, 0, 0.2, 0.3, 0])
    // A clockwise half turn reads backwards; its sine of π is not exactly 0.
    let half = resampled(image, [2, 3], .turned(degrees: 180))
    for (found, expected) in zip(half, image.reversed()) { #expect(abs(found - expected) < 1e-6) }
  }

  @Test("of half a pixel take the mean of two")
  func halves() {
    let image: [Float] = [1, 3, 5]
    #expect(resampled(image, [1, 3], .shifted(right: 0.5, down: 0)) == [0.5, 2, 4])
  }

  private func resampled(_ image: [Float], _ shape: Shape, _ map: AffineMap) -> [Float] {
    var result = [Float](repeating: .nan, count: image.count)
    map.resample(image, RowLayout(shape), to: &result)
    return result
  }
}
