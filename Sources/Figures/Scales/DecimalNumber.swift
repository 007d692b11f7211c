import Glibc

/// mantissa · 10^exponent with both whole, so that a number is written from its digits and never
/// shows the rounding of binary fractions ("0.30000000000000004").
struct DecimalNumber: Hashable, Sendable {
  var mantissa: Int
  var exponent: Int

  init(mantissa: Int, exponent: Int) {
    self.mantissa = mantissa
    self.exponent = exponent
    strip()
  }

  /// The finite value rounded to significant digits; nil for NaN and infinities.
  init?(_ value: Double, digits: Int) {
    guard value.isFinite else { return nil }
    guard value != 0 else {
      self.init(mantissa: 0, exponent: 0)
      return
    }
    let shift = max(1, min(15, digits)) - 1 - Int(log10(abs(value)).rounded(.down))
    // Two steps, since 10^shift alone may be beyond what a Double holds.
    let half = shift / 2
    let scaled = value * powerOfTen(half) * powerOfTen(shift - half)
    guard scaled.isFinite, abs(scaled) < 1e17 else { return nil }
    self.init(mantissa: Int(scaled.rounded()), exponent: -shift)
  }

  private mutating func strip() {
    guard mantissa != 0 else {
      exponent = 0
      return
    }
    while mantissa.isMultiple(of: 10) {
      mantissa /= 10
      exponent += 1
    }
  }

  /// Nearest value a Double holds.
  var value: Double {
    let half = exponent / 2
    // A division by an exact power of ten rounds once; a product with 0.1 would round twice.
    if exponent < 0, exponent >= -22 { return Double(mantissa) / powerOfTen(-exponent) }
    return Double(mantissa) * powerOfTen(half) * powerOfTen(exponent - half)
  }

  /// Power of ten of the first digit.
  var magnitude: Int { mantissa == 0 ? 0 : exponent + String(mantissa.magnitude).count - 1 }

  /// Digits behind the point in plain notation.
  var fractionDigits: Int { max(0, -exponent) }

  /// "−1,234.50" with at least the given digits behind the point.
  func plain(fractionDigits wanted: Int = 0) -> String {
    let digits = String(mantissa.magnitude)
    let zeros = String(repeating: "0", count: max(0, exponent))
    let behind = fractionDigits
    let padded = String(repeating: "0", count: max(0, behind + 1 - digits.count)) + digits + zeros
    let whole = String(padded.dropLast(behind))
    var fraction = String(padded.suffix(behind))
    fraction += String(repeating: "0", count: max(0, wanted - behind))
    let sign = mantissa < 0 ? "−" : ""
    return sign + whole.groupedByThousands + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// "1.5×10⁻⁶"; a mantissa of one is left out: "10⁻⁶".
  var scientific: String {
    guard mantissa != 0 else { return "0" }
    let digits = String(mantissa.magnitude)
    let power = "10" + String(magnitude).raised
    let sign = mantissa < 0 ? "−" : ""
    guard digits != "1" else { return sign + power }
    let fraction = digits.dropFirst()
    return sign + digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction) + "×" + power
  }
}

/// 10 to a whole power; exact from 0 to 22, infinity or 0 where a Double ends.
func powerOfTen(_ exponent: Int) -> Double {
  exponent >= 0 ? pow(10, Double(exponent)) : 1 / pow(10, Double(-exponent))
}

extension String {
  /// The digits and the minus of a whole number as superscripts.
  fileprivate var raised: String {
    let superscripts: [Character: Character] = [
      "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷",
      "8": "⁸", "9": "⁹",
    ]
    return String(map { superscripts[$0] ?? $0 })
  }

  /// Commas between groups of three digits, from five digits on: 1000 is read at a glance.
  fileprivate var groupedByThousands: String {
    guard count > 4 else { return self }
    var grouped = ""
    for (index, character) in enumerated() {
      if index > 0, (count - index).isMultiple(of: 3) { grouped += "," }
      grouped.append(character)
    }
    return grouped
  }
}
