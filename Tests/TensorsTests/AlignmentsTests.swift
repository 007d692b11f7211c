import CKernels
import Graphs
import Tensors
import Testing

extension Kernels {
  @Suite struct AlignmentsTests {
    static let seeds = Array(UInt64(1)...12)

    /// Ragged batches with NaN in all padding, at scores of 1, 30 and 1e4.
    @Test(arguments: availableLevels, seeds)
    func agreeWithTheOracle(level: kernels_level, seed: UInt64) throws {
      for isTransducer in [false, true] {
        for scale: Float in [1, 30, 1e4] {
          let batch = RaggedBatch(isTransducer: isTransducer, seed: seed, scale: scale)
          let (losses, gradient) = at(level) { batch.run() }
          let (wantedLosses, wantedGradient) = try batch.expected()
          let label = "\(isTransducer ? "rnnt" : "ctc"), seed \(seed), scale \(scale)"
          for (row, (a, b)) in zip(losses, wantedLosses).enumerated() {
            let isRight = Double(a) == b || abs(Double(a) - b) < 1e-6 * max(1, abs(b))
            #expect(isRight, "\(label), row \(row): \(a), not \(b)")
          }
          let error = largestDifference(gradient, wantedGradient)
          #expect(error < 2e-6, "\(label): gradient off by \(error)")
          let onlyLosses = at(level) { batch.run(wantsGradient: false) }
          let onlyGradient = at(level) { batch.run(wantsLosses: false) }
          #expect(onlyLosses.losses == losses, "\(label)")
          #expect(onlyGradient.gradient == gradient, "\(label)")
        }
      }
    }

    @Test(arguments: availableLevels)
    func aNaNAmongTheScoresShows(level: kernels_level) {
      for isTransducer in [false, true] {
        for bad: Float in [.nan, .infinity] {
          var batch = RaggedBatch(isTransducer: isTransducer, seed: 5, scale: 1)
          batch.scores[0] = bad
          let (losses, gradient) = at(level) { batch.run() }
          #expect(losses[0].isNaN)
          #expect(!gradient[..<batch.rowSize].contains { !$0.isNaN })
          #expect(!losses[1...].contains { $0.isNaN })
        }
      }
    }

    /// A class ruled out by a score of −∞ is never taken, and its gradient is 0.
    @Test(arguments: availableLevels)
    func scoresOfMinusInfinity(level: kernels_level) throws {
      for isTransducer in [false, true] {
        for seed: UInt64 in 20...25 {
          var batch = RaggedBatch(isTransducer: isTransducer, seed: seed, scale: 1)
          let classes = batch.shape[batch.shape.rank - 1]
          let ruledOut = (batch.blank + classes - 1) % classes
          for cell in stride(from: 0, to: batch.scores.count, by: 2 * classes) {
            batch.scores[cell + ruledOut] = -.infinity
          }
          let (losses, gradient) = at(level) { batch.run() }
          let (wantedLosses, wantedGradient) = try batch.expected()
          for (a, b) in zip(losses, wantedLosses) {
            #expect(Double(a) == b || abs(Double(a) - b) < 1e-6 * max(1, abs(b)), "seed \(seed)")
          }
          #expect(largestDifference(gradient, wantedGradient) < 2e-6, "seed \(seed)")
        }
      }
    }
  }
}
