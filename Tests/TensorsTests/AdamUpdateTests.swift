import CKernels
import Tensors
import Testing

extension Kernels {
  /// Adam's update beside its formula in double, element by element.
  @Suite struct AdamUpdateTests {
    /// The coefficients of step `t` at rate 0.01, β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
    private func coefficients(step t: Int, shrink: Float = 1) -> adam_coefficients {
      let (first, second) = (1 - power(0.9, t), 1 - power(0.999, t))
      return adam_coefficients(
        beta1: 0.9, fresh1: 0.1, beta2: 0.999, fresh2: 0.001, rate: Float(0.01 / first),
        rescale: Float(1 / second.squareRoot()), epsilon: 1e-8, shrink: shrink)
    }

    private func power(_ base: Double, _ exponent: Int) -> Double {
      (0..<exponent).reduce(1) { product, _ in product * base }
    }

    @Test(arguments: availableLevels, [1, 0.999])
    func followsTheFormula(level: kernels_level, shrink: Double) {
      let count = 41
      var random = RandomGenerator(seed: 42)
      var w = random.floats(count)
      var m = [Float](repeating: 0, count: count)
      var v = m
      var wantW = w.map(Double.init)
      var wantM = [Double](repeating: 0, count: count)
      var wantV = wantM
      for step in 1...5 {
        // Gradients from 1e-6 to 1e6, the scale of a step being the same for all of them.
        let g = random.floats(count).enumerated().map { $1 * powerOfTen($0 % 13 - 6) }
        var numbers = coefficients(step: step, shrink: Float(shrink))
        at(level) { adam_update(&numbers, g, &w, &m, &v, Int64(count)) }
        for i in 0..<count {
          wantM[i] = 0.9 * wantM[i] + 0.1 * Double(g[i])
          wantV[i] = 0.999 * wantV[i] + 0.001 * Double(g[i]) * Double(g[i])
          let root = (wantV[i] / (1 - power(0.999, step))).squareRoot()
          wantW[i] =
            shrink * wantW[i] - 0.01 / (1 - power(0.9, step)) * wantM[i] / (root + 1e-8)
        }
      }
      #expect(largestDifference(w, wantW) < 1e-6)
    }

    /// One update from given moments: rate 1, so that the weight shows the quotient alone.
    private func quotient(_ level: kernels_level, m: [Float], v: [Float]) -> [Float] {
      var numbers = adam_coefficients(
        beta1: 1, fresh1: 0, beta2: 1, fresh2: 0, rate: -1, rescale: 1, epsilon: 0, shrink: 1)
      var (weights, m, v) = ([Float](repeating: 0, count: m.count), m, v)
      let g = weights
      at(level) { adam_update(&numbers, g, &weights, &m, &v, Int64(g.count)) }
      return weights
    }

    @Test(arguments: availableLevels) func rootAndQuotientAreRightToFiveUnits(level: kernels_level)
    {
      var random = RandomGenerator(seed: 43)
      let m = random.floats(4096)
      let v = (0..<4096).map { _ in Float(powerOfTen(Int(random.next() % 61) - 30)) * 1.7 }
      for ((found, m), v) in zip(zip(quotient(level, m: m, v: v), m), v) {
        #expect(ulps(found, from: Double(m) / Double(v).squareRoot()) <= 5)
      }
    }

    @Test(arguments: availableLevels) func extremes(level: kernels_level) {
      let v: [Float] = [.nan, .infinity, 1, 4]
      let found = quotient(level, m: [1, 1, .nan, .infinity], v: v)
      #expect(found[0].isNaN)
      #expect(ulps(found[1], from: 1 / (0x1p127 as Double).squareRoot()) <= 5)
      #expect(found[2].isNaN)
      #expect(found[3].isNaN || found[3] == .infinity)
    }

    /// A weight that nothing moves any more: its moments fade to zero, not into subnormal numbers,
    /// and the weight stays.
    @Test(arguments: availableLevels) func fadingMomentsEndAtZero(level: kernels_level) {
      var (w, m, v): ([Float], [Float], [Float]) = ([0.5], [1e-30], [1e-37])
      for step in 1...200 {
        var numbers = coefficients(step: 1000 + step)
        at(level) { adam_update(&numbers, [0], &w, &m, &v, 1) }
        #expect(m[0] == 0 || m[0] >= .leastNormalMagnitude)
      }
      #expect(m[0] == 0)
      #expect(w[0] == 0.5)
    }

    private func powerOfTen(_ exponent: Int) -> Float {
      (0..<abs(exponent)).reduce(1) { value, _ in exponent < 0 ? value / 10 : value * 10 }
    }
  }
}
