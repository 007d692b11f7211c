/// Mean, spread and shape of some numbers.
struct Moments: Equatable {
  /// The arithmetic mean.
  let mean: Double
  /// The mean squared distance from it, over n.
  let variance: Double
  /// The mean cubed distance in units of the standard deviation: 0 for a symmetric distribution,
  /// above 0 for a long tail to the right.
  let skewness: Double
  /// The mean fourth power of it minus 3: 0 for a normal distribution, above 0 for heavy tails.
  let excessKurtosis: Double

  /// Measures in two passes: the second sums powers of distances from the mean.
  ///
  /// No digits are lost that way. Equal numbers have no shape: skewness and kurtosis are 0.
  init(_ numbers: [Double]) {
    let count = Double(max(1, numbers.count))
    let mean = numbers.reduce(0) { $0 + $1 / count }
    var (second, third, fourth) = (0.0, 0.0, 0.0)
    for number in numbers {
      let square = (number - mean) * (number - mean)
      second += square / count
      third += square * (number - mean) / count
      fourth += square * square / count
    }
    let deviation = second.squareRoot()
    let cube = second * deviation
    self.mean = mean
    variance = second
    skewness = cube > 0 ? third / cube : 0
    excessKurtosis = second * second > 0 ? fourth / (second * second) - 3 : 0
  }
}
