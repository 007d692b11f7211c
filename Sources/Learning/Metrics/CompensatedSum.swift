/// A sum that keeps the low bits each addition would lose (Neumaier 1974).
///
/// A part may have millions of rows; a plain sum of as many equal numbers drifts.
struct CompensatedSum: Sendable, Equatable {
  private var sum = 0.0
  private var lost = 0.0

  /// The sum of everything added.
  var value: Double { sum + lost }

  /// Adds a finite number.
  mutating func add(_ number: Double) {
    let next = sum + number
    lost += abs(sum) >= abs(number) ? (sum - next) + number : (number - next) + sum
    sum = next
  }
}
