/// Reads a number of few digits without a branch per digit: eight bytes at once in one register
/// (Lemire 2022, "Parsing integers quickly"; the digits are found as Mycroft found zeros).
///
/// Numbers of at most seven digits before the point and seven behind it, a minus before; whatever
/// else stands there is left to `DecimalParser`. Both give the same number: an integer below 10^14
/// is exact, and so is the power of ten that it is divided by.
struct ShortNumber {
  let value: Double
  /// Behind the number.
  let next: UnsafePointer<UInt8>
  /// The byte there.
  let terminator: UInt8

  /// The number at `start`, nil where there is none of this form; 16 bytes must be readable there.
  @inline(__always)
  init?(at start: UnsafePointer<UInt8>) {
    let isNegative = start.pointee == 0x2d
    let digits = start + (isNegative ? 1 : 0)
    let whole = Digits(at: digits)
    guard whole.count &- 1 < 7 else { return nil }
    var magnitude = Double(whole.value)
    var (next, terminator) = (digits + Int(whole.count), whole.terminator)
    if terminator == 0x2e {
      let fraction = Digits(at: next + 1)
      guard fraction.count &- 1 < 7 else { return nil }
      let power = powersOfTen[Int(fraction.count)]
      magnitude = (magnitude * power + Double(fraction.value)) / power
      next += 1 + Int(fraction.count)
      terminator = fraction.terminator
    }
    value = isNegative ? -magnitude : magnitude
    self.next = next
    self.terminator = terminator
  }
}

/// The digits with which eight bytes begin.
private struct Digits {
  /// How many there are, at most 8: `value` means something for 1 to 7, `terminator` for 0 to 7.
  let count: UInt64
  private let aligned: UInt64
  /// The byte behind the digits.
  let terminator: UInt8

  @inline(__always)
  init(at start: UnsafePointer<UInt8>) {
    let word = UInt64(
      littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
    // Digits become 0 ... 9; adding 118 sets the high bit of everything above. A carry out of a
    // byte above 0x7f disturbs only bytes behind it.
    let values = word ^ 0x3030_3030_3030_3030
    let others = (values &+ 0x7676_7676_7676_7676 | values) & 0x8080_8080_8080_8080
    let bits = UInt64(truncatingIfNeeded: others.trailingZeroBitCount) & ~7
    count = bits >> 3
    // Zeros before the digits: all numbers have eight.
    aligned = values &<< (64 &- bits)
    terminator = UInt8(truncatingIfNeeded: word &>> bits)
  }

  /// The digits as a number: pairs, then fours, then all eight.
  var value: Int32 {
    @inline(__always) get {
      let pairs = ((aligned &* 2561) >> 8) & 0x00ff_00ff_00ff_00ff
      let fours = ((pairs &* 6_553_601) >> 16) & 0x0000_ffff_0000_ffff
      return Int32(truncatingIfNeeded: (fours &* 42_949_672_960_001) >> 32)
    }
  }
}

/// The powers of ten from 10^0 on.
private let powersOfTen: InlineArray<9, Double> = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8]
