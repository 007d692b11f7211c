/// Refuses numbers other than −1 and 1, or 0 and 1; with all three 0 could mean either.
///
/// - Parameter columns: the numbers in a row, to say where one stands.
func checkSigns<Number: BinaryFloatingPoint>(_ numbers: [Number], columns: Int) throws {
  let width = max(1, columns)
  if let bad = numbers.firstIndex(where: { ![-1, 0, 1].contains($0) }) {
    throw LearningError.notASign(row: bad / width + 1, value: "\(numbers[bad])")
  }
  if let zero = numbers.firstIndex(of: 0), let minus = numbers.firstIndex(of: -1) {
    throw LearningError.bothZeroAndMinusOne(zero: zero / width + 1, minus: minus / width + 1)
  }
}
