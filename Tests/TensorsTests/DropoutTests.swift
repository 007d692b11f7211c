import CKernels
import Tensors
import Testing

extension Kernels {
  @Suite struct DropoutTests {
    func mask(
      _ count: Int, rate: Float, seed: UInt64 = 1, step: UInt64 = 0, stream: Int32 = 0,
      cuts: [Int] = []
    ) -> [Float] {
      var tape = TapeRunner()
      tape.random = tape_random(seed: seed, step: step)
      let out = tape.vector([Float](repeating: -7, count: count))
      tape.step(TAPE_DROPOUT, out, stream, immediate: rate)
      let edges = [0] + cuts + [count]
      for (start, end) in zip(edges, edges.dropFirst()) { tape.run(start..<end) }
      defer { tape.finish() }
      return tape.values(of: out, count: count)
    }

    /// First block of Philox4x32-10 for counter 0 and key 0: Random123's kat_vectors.
    @Test(arguments: availableLevels)
    func followsTheReference(level: kernels_level) {
      let words: [UInt32] = [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
      at(level) {
        for (w, word) in words.enumerated() {
          let share = Float(word) / 4_294_967_296
          let kept = mask(64, rate: share.nextDown.nextDown, seed: 0)[w * 16]
          #expect(kept != 0)
          #expect(mask(64, rate: share.nextUp.nextUp, seed: 0)[w * 16] == 0)
        }
      }
    }

    @Test(arguments: [Float(0.1), 0.5, 0.9])
    func keepsTheRightShare(rate: Float) {
      let count = 200_000
      let values = mask(count, rate: rate)
      let kept = values.count { $0 != 0 }
      #expect(values.allSatisfy { $0 == 0 || $0 == 1 / (1 - rate) })
      // Five standard deviations of a binomial.
      let p = Double(1 - rate)
      #expect(abs(Double(kept) - p * 200_000) < 5 * (p * (1 - p) * 200_000).squareRoot())
    }

    @Test func edgesOfTheRate() {
      #expect(mask(100, rate: 0) == [Float](repeating: 1, count: 100))
      #expect(mask(100, rate: 1) == [Float](repeating: 0, count: 100))
      #expect(mask(100, rate: .nan) == [Float](repeating: 0, count: 100))
    }

    @Test func doesNotDependOnSlicesOrLevel() {
      let whole = at(KERNELS_BASELINE) { mask(3000, rate: 0.3) }
      for level in availableLevels {
        at(level) {
          #expect(mask(3000, rate: 0.3) == whole)
          #expect(mask(3000, rate: 0.3, cuts: [1, 64, 65, 700, 1212, 2999]) == whole)
        }
      }
    }

    @Test func dependsOnSeedStepAndStream() {
      let base = mask(1000, rate: 0.5)
      #expect(mask(1000, rate: 0.5, seed: 2) != base)
      #expect(mask(1000, rate: 0.5, step: 1) != base)
      #expect(mask(1000, rate: 0.5, step: 1 << 32) != base)
      #expect(mask(1000, rate: 0.5, stream: 1) != base)
    }
  }
}
