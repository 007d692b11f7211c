/// Reads decimal numbers from bytes, exactly: the nearest `Double`, ties to even.
///
/// Fast path (Clinger 1990): digits that fit 53 bits and a power of ten of at most 22 are both
/// exact in double precision, so that one multiplication or division rounds once. All else goes
/// to the standard library's parser. No locale is asked: the decimal separator is a point.
struct DecimalParser {
  // 10^0 ... 10^22 are exact in double precision.
  private let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The number at `start` and where it ends; nil when no number begins there.
  ///
  /// Form: sign, digits with at most one point among them, exponent `e` or `E`; or `inf`,
  /// `infinity` in any case. The caller looks at what follows.
  @inline(__always)
  func parse(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> (value: Double, next: UnsafePointer<UInt8>)? {
    var next = start
    var isNegative = false
    if next < end, next.pointee == 0x2d || next.pointee == 0x2b {
      isNegative = next.pointee == 0x2d
      next += 1
    }
    let digits = next
    var mantissa: UInt64 = 0
    while next < end, next.pointee &- 0x30 < 10 {
      mantissa = mantissa &* 10 &+ UInt64(next.pointee &- 0x30)
      next += 1
    }
    var count = next - digits
    if next == end || (next.pointee != 0x2e && next.pointee | 0x20 != 0x65) {
      if count == 0 { return infinity(next, end, isNegative) }
      // 15 digits are below 2^53, so that the conversion is exact.
      if count <= 15 { return (isNegative ? -Double(mantissa) : Double(mantissa), next) }
    }
    var exponent = 0
    if next < end, next.pointee == 0x2e {
      next += 1
      let fraction = next
      while next < end, next.pointee &- 0x30 < 10 {
        mantissa = mantissa &* 10 &+ UInt64(next.pointee &- 0x30)
        next += 1
      }
      exponent = fraction - next
      count -= exponent
    }
    if count == 0 { return nil }
    if next < end, next.pointee | 0x20 == 0x65 {
      guard parseExponent(&next, end, &exponent) else { return nil }
    }
    // 19 digits cannot overflow 64 bits.
    if count <= 19, mantissa <= 1 << 53, exponent >= -22, exponent <= 22 {
      let exact = Double(mantissa)
      let value = exponent < 0 ? exact / powers[-exponent] : exact * powers[exponent]
      return (isNegative ? -value : value, next)
    }
    return slow(start, next)
  }

  /// Adds what stands behind the `e`; false when no digit does.
  @inline(never)
  private func parseExponent(
    _ next: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ exponent: inout Int
  ) -> Bool {
    next += 1
    var isNegative = false
    if next < end, next.pointee == 0x2d || next.pointee == 0x2b {
      isNegative = next.pointee == 0x2d
      next += 1
    }
    let digits = next
    var typed = 0
    while next < end, next.pointee &- 0x30 < 10 {
      // Far beyond what a double holds; the slow path sees all digits.
      if typed < 1_000_000 { typed = typed * 10 + Int(next.pointee &- 0x30) }
      next += 1
    }
    exponent += isNegative ? -typed : typed
    return next > digits
  }

  @inline(never)
  private func infinity(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ isNegative: Bool
  ) -> (value: Double, next: UnsafePointer<UInt8>)? {
    for word in ["infinity", "inf"] {
      let length = word.utf8.count
      guard end - start >= length else { continue }
      let letters = UnsafeBufferPointer(start: start, count: length)
      if zip(letters, word.utf8).allSatisfy({ $0 | 0x20 == $1 }) {
        return (isNegative ? -.infinity : .infinity, start + length)
      }
    }
    return nil
  }

  @inline(never)
  private func slow(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> (value: Double, next: UnsafePointer<UInt8>)? {
    let text = String(
      decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
    guard let value = Double(text) else { return nil }
    return (value, end)
  }

  /// The number that a whole text is; nil when it is anything else.
  func number(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    guard let start = text.baseAddress else { return nil }
    let end = start + text.count
    guard let (value, next) = parse(start, end), next == end else { return nil }
    return value
  }
}
