import CKernels
import Glibc
import Tensors
import Testing

extension Kernels {
  @Suite struct AugmentingTests {
    /// The first block of Philox4x32-10 for counter 0 and key 0, by Random123's kat_vectors, and the
    /// transform of Box and Muller in double precision.
    @Test(arguments: availableLevels)
    func noiseFollowsTheReference(level: kernels_level) {
      let words: [UInt32] = [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
      let numbers = at(level) { noise(64, seed: 0, deviation: 2) }
      for pair in 0..<2 {
        let radius = (-2 * log((Double(words[2 * pair]) + 0.5) / 0x1p32)).squareRoot()
        let angle = 2 * Double.pi * Double(words[2 * pair + 1]) / 0x1p32
        #expect(abs(Double(numbers[32 * pair]) - 2 * radius * cos(angle)) < 1e-5)
        #expect(abs(Double(numbers[32 * pair + 16]) - 2 * radius * sin(angle)) < 1e-5)
      }
    }

    @Test(arguments: availableLevels)
    func noiseOfAPositionDoesNotDependOnTheCountOrLevel(level: kernels_level) {
      let whole = at(KERNELS_BASELINE) { noise(1000, seed: 9, deviation: 1) }
      for count in [0, 1, 63, 64, 65, 700] {
        for (found, expected) in zip(at(level) { noise(count, seed: 9, deviation: 1) }, whole) {
          #expect(abs(found - expected) < 1e-5)
        }
      }
      #expect(at(level) { noise(1000, seed: 10, deviation: 1) } != whole)
      #expect(at(level) { noise(100, seed: 9, deviation: 0) }.allSatisfy { $0 == 0 })
    }

    private func noise(_ count: Int, seed: UInt64, deviation: Float) -> [Float] {
      var numbers = [Float](repeating: 0, count: count)
      numbers.withUnsafeMutableBufferPointer {
        addNormalNoise(to: $0, deviation: deviation, seed: seed)
      }
      return numbers
    }
  }
}
