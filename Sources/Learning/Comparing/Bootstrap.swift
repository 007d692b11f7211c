import Tensors

/// The bootstrap: how far a number computed from some rows would be off, had other rows of their
/// kind been at hand.
///
/// A resample draws as many rows as there are, each with the same chance every time. What the number
/// comes to in many resamples spans its interval: from the 2.5th to the 97.5th percentile for a level
/// of 0.95. Which rows the resample with a number draws follows from seed and number alone, so that
/// several models are measured on the same ones and neither threads nor order matter.
///
/// Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13: the percentile
/// interval. Its cousins that correct for bias need more resamples than they gain here, where
/// intervals only tell noise from difference.
public struct Bootstrap: Sendable, Equatable {
  /// Decides the draws.
  public let seed: UInt64
  /// How many draws there are.
  public let resamples: Int
  /// The share of the draws an interval spans.
  public let level: Double

  /// A bootstrap of 1000 draws and intervals of 95 % unless told otherwise.
  public init(seed: UInt64, resamples: Int = 1000, level: Double = 0.95) {
    self.seed = seed
    self.resamples = max(1, resamples)
    self.level = level
  }

  /// How often a resample draws each of so many rows.
  func counts(of resample: Int, rows: Int) -> [Int] {
    var generator = RandomGenerator(seed: seed).split(drawStream).split(UInt64(resample))
    var counts = [Int](repeating: 0, count: rows)
    for _ in 0..<rows { counts[generator.integer(below: rows)] += 1 }
    return counts
  }

  /// The interval that values of resamples span; those that are no number are left out.
  ///
  /// - Returns: nil when fewer than nine in ten resamples have a value.
  func interval(_ values: [Double]) -> ConfidenceInterval? {
    let known = values.filter { !$0.isNaN }.sorted()
    guard !known.isEmpty, 10 * known.count >= 9 * values.count else { return nil }
    let tail = (1 - level) / 2
    return ConfidenceInterval(
      lower: quantile(ofSorted: known, at: tail), upper: quantile(ofSorted: known, at: 1 - tail))
  }
}

/// The stream of random numbers that draws rows again.
private let drawStream: UInt64 = 0x6472_6177
