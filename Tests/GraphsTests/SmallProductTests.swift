import CKernels
import Testing

@Suite struct SmallProductTests {
  /// Against sums in double precision, for every transposition and shapes around the tile sizes.
  @Test(arguments: [(false, false), (false, true), (true, false), (true, true)])
  func agreesWithPlainSums(_ transposeA: Bool, _ transposeB: Bool) {
    var draw = Draw(seed: 21)
    for (m, n, k) in [(1, 1, 1), (4, 8, 3), (5, 33, 7), (3, 70, 300), (9, 10, 257), (2, 31, 0)] {
      let a = (0..<m * k).map { _ in Float(draw.number(-1...1)) }
      let b = (0..<k * n).map { _ in Float(draw.number(-1...1)) }
      var c = [Float](repeating: .nan, count: m * n)
      small_product(
        transposeA, transposeB, Int64(m), Int64(n), Int64(k), a, Int64(transposeA ? m : k), b,
        Int64(transposeB ? k : n), &c, Int64(n))
      for row in 0..<m {
        for column in 0..<n {
          let expected = (0..<k).reduce(0.0) { sum, p in
            sum + Double(a[transposeA ? p * m + row : row * k + p])
              * Double(b[transposeB ? column * k + p : p * n + column])
          }
          #expect(abs(Double(c[row * n + column]) - expected) < 2e-5, "\(m) \(n) \(k)")
        }
      }
    }
  }
}
