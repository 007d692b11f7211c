/// Numbers as figures and pages write them; the same whatever the locale.
public enum NumberText {
  /// The value to significant digits: "0.1235", "12,346", "1.2×10⁻⁹", "−3"; "NaN", "∞", "−∞".
  public static func short(_ value: Double, digits: Int = 4) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "−∞" : "∞" }
    guard let number = DecimalNumber(value, digits: digits) else { return "\(value)" }
    return isPlain(number) ? number.plain() : number.scientific
  }

  /// A whole number with commas from 10,000 on.
  public static func count(_ value: Int) -> String {
    DecimalNumber(mantissa: value, exponent: 0).plain()
  }

  /// A whole number in at most four characters and a unit: "950", "12k", "3.4M".
  public static func compactCount(_ value: Int) -> String {
    let units: [(Double, String)] = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")]
    guard value.magnitude >= 10_000,
      let (unit, name) = units.first(where: { Double(value.magnitude) >= $0.0 })
    else { return String(value) }
    return short(Double(value) / unit, digits: Double(value) / unit < 10 ? 2 : 3) + name
  }

  /// A share of 1 in whole percents, which says 0% and 100% only when it is just that.
  public static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "–" }
    if share > 0, share < 0.005 { return "<1%" }
    if share < 1, share >= 0.995 { return ">99%" }
    return "\(Int((max(-1e6, min(1e6, share)) * 100).rounded()))%"
  }

  /// Whether the number reads better in plain notation.
  static func isPlain(_ number: DecimalNumber) -> Bool {
    number.mantissa == 0 || (-4...5).contains(number.magnitude)
  }
}
