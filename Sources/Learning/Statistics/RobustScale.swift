/// The middle of some numbers and how far they lie from it, both untouched by a few that lie far out.
struct RobustScale: Equatable {
  /// The median.
  let middle: Double
  /// 1.4826 times the median distance from it, which of normal numbers is the standard deviation.
  let deviation: Double

  /// Measures some numbers.
  ///
  /// Where more than half of them are equal the median distance is 0; then 1.2533 times the
  /// mean distance takes its place, which is the standard deviation of normal numbers too.
  ///
  /// Source: Iglewicz and Hoaglin 1993, How to Detect and Handle Outliers.
  init(_ numbers: [Double]) {
    let middle = median(of: numbers)
    let distances = numbers.map { abs($0 - middle) }
    let typical = 1.4826 * median(of: distances)
    self.middle = middle
    deviation =
      typical > 0
      ? typical : 1.2533 * distances.reduce(0, +) / Double(max(1, distances.count))
  }

  /// How many of the numbers lie further out than so many deviations.
  func outliers(_ numbers: [Double], beyond limit: Double) -> Int {
    guard deviation > 0 else { return 0 }
    return numbers.count { abs($0 - middle) > limit * deviation }
  }
}
