import CKernels
import Tensors
import Testing

extension Kernels {
  @Suite struct StepsTests {
    /// Three steps of each setting beside the formula in double, element by element.
    @Test(arguments: availableLevels, [false, true])
    func sgd(level: kernels_level, nesterov: Bool) {
      let count = 37
      var random = RandomGenerator(seed: 41)
      var w = random.floats(count)
      var v = [Float](repeating: .nan, count: count)  // must not be read in the first step
      var wantW = w.map(Double.init)
      var wantV = [Double](repeating: 0, count: count)
      for step in 0..<3 {
        let g = random.floats(count)
        var settings = sgd_settings(
          learning_rate: 0.1, weight_decay: 0.01, momentum: 0.9, dampening: nesterov ? 0 : 0.25,
          nesterov: nesterov, first: step == 0)
        at(level) { sgd_step(&settings, g, &w, &v, Int64(count)) }
        for i in 0..<count {
          let d = Double(g[i]) + 0.01 * wantW[i]
          wantV[i] = step == 0 ? d : 0.9 * wantV[i] + (nesterov ? 1 : 0.75) * d
          wantW[i] -= 0.1 * (nesterov ? d + 0.9 * wantV[i] : wantV[i])
        }
      }
      #expect(largestDifference(w, wantW) < 1e-6)
      #expect(largestDifference(v, wantV) < 1e-6)
    }

    @Test(arguments: availableLevels)
    func plainSgdNeedsNoVelocity(level: kernels_level) {
      var w: [Float] = [1, 2, 3]
      var settings = sgd_settings(
        learning_rate: 0.5, weight_decay: 0, momentum: 0, dampening: 0, nesterov: false,
        first: false)
      at(level) { sgd_step(&settings, [2, 4, 6], &w, nil, 3) }
      #expect(w == [0, 0, 0])
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
