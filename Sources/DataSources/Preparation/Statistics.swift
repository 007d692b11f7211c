/// Measures of the numbers that are there; NaN is a missing value and does not count.
struct Statistics: Equatable {
  /// How many numbers there are.
  private(set) var count = 0
  private(set) var mean = 0.0
  /// The sum of squared differences from the mean.
  private(set) var squares = 0.0
  private(set) var minimum = Double.infinity
  private(set) var maximum = -Double.infinity

  /// Measures taken elsewhere, in the same two passes.
  init(count: Int, mean: Double, squares: Double, minimum: Double, maximum: Double) {
    self.count = count
    self.mean = mean
    self.squares = squares
    self.minimum = minimum
    self.maximum = maximum
  }

  /// Two passes: the second sums differences from the mean, which loses no digits.
  init(_ values: some Sequence<Double>) {
    var sum = 0.0
    for value in values where !value.isNaN {
      count += 1
      sum += value
      minimum = min(minimum, value)
      maximum = max(maximum, value)
    }
    guard count > 0 else { return }
    mean = sum / Double(count)
    if minimum == maximum { mean = minimum }
    for value in values where !value.isNaN { squares += (value - mean) * (value - mean) }
  }

  /// Over n, as scikit-learn scales.
  var populationDeviation: Double { count > 0 ? (squares / Double(count)).squareRoot() : .nan }
  /// Over n - 1, as pandas describes.
  var sampleDeviation: Double { count > 1 ? (squares / Double(count - 1)).squareRoot() : .nan }
  /// Whether all numbers are the same.
  var isConstant: Bool { count > 0 && minimum == maximum }
}

/// The value below which the share `q` of sorted numbers lies; NaN for no numbers.
///
/// Linear between neighbours, as NumPy does by default.
func quantile(_ sorted: some RankedNumbers, _ q: Double) -> Double {
  guard sorted.count > 0 else { return .nan }
  let position = q * Double(sorted.count - 1)
  let low = Int(position)
  let high = min(low + 1, sorted.count - 1)
  let weight = position - Double(low)
  // Without the test, equal infinities would give NaN.
  return weight == 0 ? sorted[low] : sorted[low] + weight * (sorted[high] - sorted[low])
}
