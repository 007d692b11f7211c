import CKernels
import Tensors
import Testing

/// One matrix product with everything a caller may ask of it, and its oracle in double precision.
struct ProductTrial: CustomStringConvertible {
  /// The product is [m, n] = op(a) [m, k] · op(b) [k, n].
  let (m, n, k): (Int, Int, Int)
  let (transposeA, transposeB): (Bool, Bool)
  /// By how many floats every row in memory is longer than what it holds.
  let gap: Int
  let (a, b): ([Float], [Float])
  var bias: [Float]?
  var relu = false

  private static let guardValue: Float = 12345

  init(
    m: Int, n: Int, k: Int, transposeA: Bool = false, transposeB: Bool = false, gap: Int = 0,
    random: inout RandomGenerator
  ) {
    (self.m, self.n, self.k, self.gap) = (m, n, k, gap)
    (self.transposeA, self.transposeB) = (transposeA, transposeB)
    a = random.floats((transposeA ? k : m) * ((transposeA ? m : k) + gap))
    b = random.floats((transposeB ? n : k) * ((transposeB ? k : n) + gap))
  }

  var description: String {
    "\(transposeA ? "T" : "N")\(transposeB ? "T" : "N") \(m)x\(n)x\(k) gap \(gap)"
  }

  var strideA: Int { (transposeA ? m : k) + gap }
  var strideB: Int { (transposeB ? k : n) + gap }
  var strideC: Int { n + gap }

  private func elementA(_ row: Int, _ p: Int) -> Float {
    a[transposeA ? p * strideA + row : row * strideA + p]
  }

  private func elementB(_ p: Int, _ column: Int) -> Float {
    b[transposeB ? column * strideB + p : p * strideB + column]
  }

  /// What an element should be, and how far single precision may be off: each of the k additions
  /// rounds a partial sum no larger than the sum of magnitudes.
  func expected(_ row: Int, _ column: Int) -> (value: Double, tolerance: Double) {
    var (sum, magnitude) = (0.0, 0.0)
    for p in 0..<k {
      let term = Double(elementA(row, p)) * Double(elementB(p, column))
      sum += term
      magnitude += abs(term)
    }
    if let bias {
      sum += Double(bias[column])
      magnitude += abs(Double(bias[column]))
    }
    return (relu && sum < 0 ? 0 : sum, magnitude * Double(k + 2) * 0x1p-24)
  }

  /// The kernel's result, rows `strideC` apart, for rows in `rows` alone; `nil` if it wrote anywhere
  /// else.
  func run(_ level: kernels_level, rows: Range<Int>? = nil, fetch: product_extras? = nil)
    -> [Float]?
  {
    let rows = rows ?? 0..<m
    let margin = 64
    let count = Int(
      matrix_product_scratch_floats(transposeB, Int64(rows.count), Int64(n), Int64(k)))
    var scratch = [Float](repeating: Self.guardValue, count: count + margin)
    var c = [Float](repeating: Self.guardValue, count: margin + rows.count * strideC + margin)
    var extras = fetch ?? product_extras()
    extras.relu = relu
    c.withUnsafeMutableBufferPointer { c in
      a.withUnsafeBufferPointer { a in
        (bias ?? []).withUnsafeBufferPointer { bias in
          if self.bias != nil { extras.bias = bias.baseAddress }
          guard let result = c.baseAddress, let first = a.baseAddress else { return }
          at(level) {
            matrix_product(
              transposeA, transposeB, Int64(rows.count), Int64(n), Int64(k),
              first + rows.lowerBound * (transposeA ? 1 : strideA), Int64(strideA), b,
              Int64(strideB), result + margin, Int64(strideC), &extras, &scratch)
          }
        }
      }
    }
    let untouched =
      c.indices.allSatisfy { i in
        let inside = i - margin
        return inside >= 0 && inside < rows.count * strideC && inside % strideC < n
          || c[i] == Self.guardValue
      } && scratch[count...].allSatisfy { $0 == Self.guardValue }
    return untouched ? Array(c[margin..<margin + rows.count * strideC]) : nil
  }

  /// Expects every element of some rows to be right.
  func check(_ level: kernels_level, rows: some Sequence<Int>, seed: UInt64) {
    guard let c = run(level) else {
      Issue.record("\(self) wrote outside its result or its scratch, seed \(seed)")
      return
    }
    for row in rows {
      for column in 0..<n {
        let (value, tolerance) = expected(row, column)
        let found = Double(c[row * strideC + column])
        if abs(found - value) <= tolerance { continue }
        Issue.record("\(self) at \(row), \(column): \(found), not \(value), seed \(seed)")
        return
      }
    }
  }
}
