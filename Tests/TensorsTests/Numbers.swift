import Foundation
import Tensors

/// Arguments where vector code tends to go wrong.
let specialValues: [Float] = [
  0, -0.0, 1, -1, 0.5, -0.5, 2, 3, -3, 2.5, .infinity, -.infinity, .nan, .leastNonzeroMagnitude,
  -.leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude,
  -.greatestFiniteMagnitude, 88.7, 88.73, 89, -87, -88, -103, -103.9, -104.1, 1e-20, -1e-20, 1e-7,
  0.625, 0.6249, 9, 10, 1e30, -1e30, 16_777_216, 16_777_215, 0.9999999, 1.0000001, 0.70710677,
]

/// How far `got` is from `want` in units of the last place of a float of `want`'s size.
///
/// Infinity if only one of them is NaN, if infinities differ, or if a zero has the wrong sign.
func ulps(_ got: Float, from want: Double) -> Double {
  if want.isNaN || got.isNaN { return want.isNaN && got.isNaN ? 0 : .infinity }
  let rounded = Float(want)
  if rounded.isInfinite || got.isInfinite { return got == rounded ? 0 : .infinity }
  if want == 0 { return got == 0 && got.sign == rounded.sign ? 0 : .infinity }
  let place = max(Double(sign: .plus, exponent: want.exponent - 23, significand: 1), 0x1p-149)
  return abs(Double(got) - want) / place
}

/// Whether two floats are the same, any NaN being the same as any other.
func same(_ a: Float, _ b: Float) -> Bool {
  a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
}

extension RandomGenerator {
  /// Normal values times `scale`.
  mutating func floats(_ count: Int, scale: Double = 1) -> [Float] {
    (0..<count).map { _ in Float(normal() * scale) }
  }

  /// Random bit patterns: every exponent is as likely as any other, infinities and NaN included.
  mutating func bitPatterns(_ count: Int) -> [Float] {
    (0..<count).map { _ in Float(bitPattern: UInt32(truncatingIfNeeded: next() >> 32)) }
  }

  mutating func indices(_ count: Int, below bound: Int) -> [Int32] {
    (0..<count).map { _ in Int32(integer(below: bound)) }
  }
}

/// The largest difference of two arrays of numbers, infinite if the counts differ or one is NaN.
func largestDifference(_ a: [Float], _ b: [Double]) -> Double {
  guard a.count == b.count else { return .infinity }
  return zip(a, b).reduce(0) { worst, pair in
    let difference = abs(Double(pair.0) - pair.1)
    return difference.isNaN ? .infinity : max(worst, difference)
  }
}
