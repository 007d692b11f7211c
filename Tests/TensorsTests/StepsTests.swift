import CKernels
import Tensors
import Testing

extension Kernels {
  @Suite struct StepsTests {
    /// Three steps beside the formula in double, element by element.
    @Test(arguments: availableLevels, [0, 0.9])
    func rmsprop(level: kernels_level, momentum: Double) {
      let count = 37
      var random = RandomGenerator(seed: 41)
      var w = random.floats(count)
      var v = [Float](repeating: 0, count: count)
      var buffer = v
      var wantW = w.map(Double.init)
      var wantV = [Double](repeating: 0, count: count)
      var wantBuffer = wantV
      for _ in 0..<3 {
        let g = random.floats(count)
        var settings = rmsprop_settings(
          learning_rate: 0.01, alpha: 0.99, epsilon: 1e-8, weight_decay: 0.1,
          momentum: Float(momentum))
        at(level) {
          buffer.withUnsafeMutableBufferPointer {
            let used = momentum > 0 ? $0.baseAddress : nil
            rmsprop_step(&settings, g, &w, &v, used, Int64(count))
          }
        }
        for i in 0..<count {
          let d = Double(g[i]) + 0.1 * wantW[i]
          wantV[i] = 0.99 * wantV[i] + 0.01 * d * d
          wantBuffer[i] = momentum * wantBuffer[i] + d / (wantV[i].squareRoot() + 1e-8)
          wantW[i] -= 0.01 * wantBuffer[i]
        }
      }
      #expect(largestDifference(w, wantW) < 1e-5)
      #expect(largestDifference(v, wantV) < 1e-5)
    }

    @Test(arguments: availableLevels, [false, true])
    func adam(level: kernels_level, decoupled: Bool) {
      let count = 41
      var random = RandomGenerator(seed: 42)
      var w = random.floats(count)
      var m = [Float](repeating: 0, count: count)
      var v = m
      var wantW = w.map(Double.init)
      var wantM = [Double](repeating: 0, count: count)
      var wantV = wantM
      var powers = (1.0, 1.0)
      for _ in 0..<5 {
        let g = random.floats(count)
        powers = (powers.0 * 0.9, powers.1 * 0.999)
        var settings = adam_settings(
          learning_rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8,
          correction1: Float(1 - powers.0), correction2: Float(1 - powers.1), weight_decay: 0.1,
          decoupled: decoupled)
        at(level) { adam_step(&settings, g, &w, &m, &v, Int64(count)) }
        for i in 0..<count {
          var d = Double(g[i])
          if decoupled { wantW[i] *= 1 - 0.01 * 0.1 } else { d += 0.1 * wantW[i] }
          wantM[i] = 0.9 * wantM[i] + 0.1 * d
          wantV[i] = 0.999 * wantV[i] + 0.001 * d * d
          let root = (wantV[i] / (1 - powers.1)).squareRoot()
          wantW[i] -= 0.01 * wantM[i] / (1 - powers.0) / (root + 1e-8)
        }
      }
      #expect(largestDifference(w, wantW) < 2e-6)
    }
  }
}
