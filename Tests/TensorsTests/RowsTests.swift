import CKernels
import Foundation
import Tensors
import Testing

/// One row's softmax cross-entropy in double: loss and gradient from smoothed, weighted targets q.
func crossEntropy(_ x: ArraySlice<Float>, q: [Double]) -> (loss: Double, gradient: [Double]) {
  let top = Double(x.max() ?? 0)
  let sum = x.reduce(0.0) { $0 + exp(Double($1) - top) }
  let logs = x.map { Double($0) - top - log(sum) }
  let total = q.reduce(0, +)
  let loss = -zip(q, logs).reduce(0.0) { $0 + ($1.0 == 0 ? 0 : $1.0 * $1.1) }
  return (loss, zip(q, logs).map { total * exp($1) - $0 })
}

extension Kernels {
  @Suite struct RowsTests {
    static let widths = [1, 2, 3, 4, 7, 8, 10, 16, 17, 33, 127, 128, 129, 1000]

    @Test(arguments: availableLevels, widths)
    func softmaxFamily(level: kernels_level, classes: Int) {
      var random = RandomGenerator(seed: UInt64(classes))
      let rows = 5
      let x = random.floats(rows * classes, scale: 10)
      let g = random.floats(rows * classes)
      var lse = [Float](repeating: 0, count: rows)
      var soft = [Float](repeating: 0, count: x.count)
      var logs = soft
      var softGradient = soft
      var logGradient = soft
      let n = Int64(rows)
      let c = Int64(classes)
      at(level) {
        rows_log_sum_exp(x, n, c, &lse)
        rows_softmax(x, n, c, &soft)
        rows_log_softmax(x, n, c, &logs)
        rows_softmax_gradient(soft, g, n, c, &softGradient)
        rows_log_softmax_gradient(logs, g, n, c, &logGradient)
      }
      for r in 0..<rows {
        let range = r * classes..<(r + 1) * classes
        let row = x[range].map(Double.init)
        let top = row.max() ?? 0
        let normaliser = top + log(row.reduce(0) { $0 + exp($1 - top) })
        let p = row.map { exp($0 - normaliser) }
        let upstream = g[range].map(Double.init)
        let mean = zip(p, upstream).reduce(0) { $0 + $1.0 * $1.1 }
        let sum = upstream.reduce(0, +)
        #expect(abs(Double(lse[r]) - normaliser) < 2e-5)
        #expect(largestDifference(Array(soft[range]), p) < 1e-6)
        #expect(largestDifference(Array(logs[range]), row.map { $0 - normaliser }) < 1e-5)
        let softWanted = zip(p, upstream).map { $0 * ($1 - mean) }
        #expect(largestDifference(Array(softGradient[range]), softWanted) < 1e-5)
        let logWanted = zip(p, upstream).map { $1 - $0 * sum }
        #expect(largestDifference(Array(logGradient[range]), logWanted) < 1e-4)
      }
    }

    @Test(arguments: availableLevels, widths)
    func crossEntropyOfIndices(level: kernels_level, classes: Int) {
      var random = RandomGenerator(seed: 100 + UInt64(classes))
      let rows = 6
      let x = random.floats(rows * classes, scale: 4)
      var targets = random.indices(rows, below: classes)
      targets[3] = -1
      targets[4] = Int32(classes)
      let weights = (0..<classes).map { _ in Float(random.uniform() + 0.5) }
      let scale = (0..<rows).map { _ in Float(random.uniform()) }
      for (eps, weighted) in [(0.0, false), (0.1, false), (0.1, true), (0.0, true)] {
        var losses = [Float](repeating: -7, count: rows)
        var gradient = [Float](repeating: -7, count: x.count)
        at(level) {
          weights.withUnsafeBufferPointer { w in
            run(
              losses: &losses, gradient: &gradient, smoothing: Float(eps),
              weights: weighted ? w.baseAddress : nil, scale: scale
            ) { rows_cross_entropy(x, targets, Int64(rows), Int64(classes), $0) }
          }
        }
        for r in 0..<rows {
          let range = r * classes..<(r + 1) * classes
          let ignored = targets[r] < 0 || targets[r] >= classes
          let q = (0..<classes).map { c in
            let weight = weighted ? Double(weights[c]) : 1
            let hit = c == Int(targets[r]) ? 1 - Double(Float(eps)) : 0
            return ignored ? 0 : weight * (hit + Double(Float(eps)) / Double(classes))
          }
          let want = crossEntropy(x[range], q: q)
          let wanted = want.gradient.map { $0 * Double(scale[r]) * 0.5 }
          #expect(abs(Double(losses[r]) - want.loss) < 1e-5, "row \(r), eps \(eps)")
          #expect(largestDifference(Array(gradient[range]), wanted) < 1e-6, "row \(r), eps \(eps)")
        }
      }
    }

    @Test(arguments: availableLevels, widths)
    func crossEntropyOfDistributions(level: kernels_level, classes: Int) {
      var random = RandomGenerator(seed: 200 + UInt64(classes))
      let rows = 4
      let x = random.floats(rows * classes, scale: 4)
      let targets = (0..<rows * classes).map { _ in Float(random.uniform() / Double(classes)) }
      let weights = (0..<classes).map { _ in Float(random.uniform() + 0.5) }
      let scale = [Float](repeating: 2, count: rows)
      var losses = [Float](repeating: -7, count: rows)
      var gradient = [Float](repeating: -7, count: x.count)
      at(level) {
        weights.withUnsafeBufferPointer { w in
          run(
            losses: &losses, gradient: &gradient, smoothing: 0.2, weights: w.baseAddress,
            scale: scale
          ) { rows_cross_entropy_distributions(x, targets, Int64(rows), Int64(classes), $0) }
        }
      }
      for r in 0..<rows {
        let range = r * classes..<(r + 1) * classes
        let q = zip(targets[range], weights).map {
          Double($1) * (0.8 * Double($0) + 0.2 / Double(classes))
        }
        let want = crossEntropy(x[range], q: q)
        #expect(abs(Double(losses[r]) - want.loss) < 1e-5)
        #expect(largestDifference(Array(gradient[range]), want.gradient) < 1e-6)
      }
    }

    /// gradient_scale is 0.5 throughout, so that a forgotten factor shows.
    func run(
      losses: inout [Float], gradient: inout [Float], smoothing: Float,
      weights: UnsafePointer<Float>?, scale: [Float],
      _ kernel: (UnsafePointer<cross_entropy>) -> Void
    ) {
      losses.withUnsafeMutableBufferPointer { l in
        gradient.withUnsafeMutableBufferPointer { g in
          scale.withUnsafeBufferPointer { s in
            var options = cross_entropy(
              smoothing: smoothing, class_weights: weights, row_scale: s.baseAddress,
              gradient_scale: 0.5, losses: l.baseAddress, gradient: g.baseAddress)
            kernel(&options)
          }
        }
      }
    }

    @Test(arguments: availableLevels)
    func extremeLogits(level: kernels_level) {
      let infinity = Float.infinity
      let x: [Float] = [
        1000, -1000, 999, -infinity, 3, -infinity, -infinity, -infinity, -infinity, infinity, 0, 0,
        .nan, 0, 0,
      ]
      var lse = [Float](repeating: -7, count: 5)
      var soft = [Float](repeating: -7, count: 15)
      at(level) {
        rows_log_sum_exp(x, 5, 3, &lse)
        rows_softmax(x, 5, 3, &soft)
      }
      #expect(abs(lse[0] - 1000.31326) < 1e-3)  // 1000 + log(1 + 1/e)
      #expect(lse[1] == 3)
      #expect(lse[2] == -infinity)
      #expect(lse[3] == infinity)
      #expect(lse[4].isNaN)
      #expect(Array(soft[3..<6]) == [0, 1, 0])
      #expect(soft[6...].allSatisfy { $0.isNaN } || soft[6].isNaN)
    }

    @Test func aSureRightAnswerCostsNothing() {
      let x: [Float] = [100, -.infinity, -.infinity]
      let targets: [Float] = [1, 0, 0]
      var losses: [Float] = [-7]
      var gradient: [Float] = [-7, -7, -7]
      run(losses: &losses, gradient: &gradient, smoothing: 0, weights: nil, scale: [1]) {
        rows_cross_entropy_distributions(x, targets, 1, 3, $0)
      }
      #expect(losses == [0])
      #expect(gradient == [0, 0, 0])
      run(losses: &losses, gradient: &gradient, smoothing: 0, weights: nil, scale: [1]) {
        rows_cross_entropy(x, [0], 1, 3, $0)
      }
      #expect(losses == [0])
      #expect(gradient == [0, 0, 0])
    }
  }
}
