/// The value below which the share `q` of ascending numbers lies, linear between neighbours as NumPy
/// has it; NaN for no numbers.
func quantile(ofSorted numbers: [Double], at q: Double) -> Double {
  guard let last = numbers.last else { return .nan }
  let position = q * Double(numbers.count - 1)
  let low = Int(position)
  guard low + 1 < numbers.count else { return last }
  let weight = position - Double(low)
  // Without the test, equal infinities would give NaN.
  return weight == 0
    ? numbers[low] : numbers[low] + weight * (numbers[low + 1] - numbers[low])
}

/// The middle of some numbers, NaN for none.
func median(of numbers: [Double]) -> Double { quantile(ofSorted: numbers.sorted(), at: 0.5) }
