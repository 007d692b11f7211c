/// A number as the language prints it: the shortest decimal that reads back as the same double,
/// whole numbers without a decimal point.
public func numberText(_ number: Double) -> String {
  if number.isNaN { return "nan" }
  if number.isInfinite { return number < 0 ? "-infinity" : "infinity" }
  if number == 0 { return "0" }
  if let whole = Int(exactly: number), whole.magnitude < 1_000_000_000_000_000 { return "\(whole)" }
  return tidyExponent(number.description)
}

/// "1e-05" becomes "1e-5", "1e+16" becomes "1e16" and "9007199254740991.0" loses its zero.
private func tidyExponent(_ text: String) -> String {
  guard let mark = text.firstIndex(of: "e"), let power = Int(text[text.index(after: mark)...])
  else {
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
  return "\(text[..<mark])e\(power)"
}

/// A double as a whole number, if it is one of at most 2^53 in size.
public func wholeNumber(_ number: Double) -> Int? {
  guard number.magnitude <= 9_007_199_254_740_992 else { return nil }
  return Int(exactly: number)
}
