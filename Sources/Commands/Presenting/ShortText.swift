import Language

/// A number to four digits, without zeros at the end: "0.25", "1680", "7.5e20".
func shortText(_ number: Double) -> String {
  guard number.isFinite else { return numberText(number) }
  if number == number.rounded(), abs(number) < 1e6 { return numberText(number) }
  return Double(significantText(number, digits: 4)).map(numberText) ?? numberText(number)
}
