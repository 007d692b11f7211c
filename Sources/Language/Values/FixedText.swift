import Glibc

/// A number with a fixed count of digits after the point, correctly rounded by the C library.
public func fixedText(_ number: Double, places: Int) -> String {
  if number.isNaN { return "nan" }
  if number.isInfinite { return number < 0 ? "-infinity" : "infinity" }
  let text = formatted(number, places: min(max(places, 0), 100))
  let isZero = !text.contains { "123456789".contains($0) }
  return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
}

/// A number with so many significant digits, in plain form from 1e-4 up to 1e15.
public func significantText(_ number: Double, digits: Int) -> String {
  guard number.isFinite, number != 0 else { return numberText(number) }
  let exponent = Int(log10(number.magnitude).rounded(.down))
  if -5 < exponent, exponent < 15 {
    return fixedText(number, places: max(0, digits - 1 - exponent))
  }
  let scaled = number / pow(10, Double(exponent))
  return fixedText(scaled, places: digits - 1) + "e\(exponent)"
}

private func formatted(_ number: Double, places: Int) -> String {
  var buffer = [CChar](repeating: 0, count: 512)
  let count = withVaList([Int32(places), number]) { vsnprintf(&buffer, buffer.count, "%.*f", $0) }
  let length = min(max(Int(count), 0), buffer.count - 1)
  return String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
}
