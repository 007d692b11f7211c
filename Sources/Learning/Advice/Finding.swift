import Glibc

/// One thing measured about the targets or the features before anything is trained.
public struct Finding: Sendable, Equatable {
  /// What was measured.
  public enum Name: String, Sendable, CaseIterable {
    /// How many rows were looked at.
    case rows
    /// How many classes there are.
    case classes
    /// How many numbers a row of the target has.
    case columns
    /// Rows of the largest class for each of the smallest.
    case imbalance
    /// Rows of the smallest class.
    case smallestClass = "smallest_class"
    /// Rows of the first of two classes for each of the second.
    case negativesPerPositive = "negatives_per_positive"
    /// The share of rows whose nearest neighbours are mostly of other classes.
    case disagreement
    /// The same share if the features told nothing.
    case chance
    /// The share of rows whose nearest neighbours are nearly all of one and the same other class.
    case labelNoise = "label_noise"
    /// How undecided the target distributions are, from 0, certain, to 1, even.
    case ambiguity
    /// The asymmetry of the target.
    case skewness
    /// The heaviness of its tails beyond those of a normal distribution.
    case excessKurtosis = "excess_kurtosis"
    /// The robust deviation of the target from its median.
    case spread
    /// The share of targets far from the others.
    case outliers
    /// The share of errors of a prediction by neighbours that are far from the others.
    case outlyingErrors = "outlying_errors"
    /// How large those errors typically are.
    case neighbourError = "neighbour_error"
    /// How the errors grow with what is predicted.
    case unevenSpread = "uneven_spread"
    /// How many powers of ten positive targets span.
    case ordersOfMagnitude = "orders_of_magnitude"
    /// Variance over mean of counts.
    case dispersion
    /// The share of targets strictly between 0 and 1, of targets that are all from 0 to 1.
    case proportions
    /// The length of a typical target sequence.
    case targetLength = "target_length"
    /// Inputs for each label of a target sequence, where they are fewest.
    case tightness
  }

  /// What was measured.
  public let name: Name
  /// What it came to.
  public let number: Double
  /// The number in a sentence, without its full stop.
  public let sentence: String

  /// A measured number.
  public init(_ name: Name, _ number: Double, _ sentence: String) {
    self.name = name
    self.number = number
    self.sentence = sentence
  }
}

/// A number to three digits, as a person would say it.
func short(_ number: Double) -> String {
  plain(abs(number) >= 1000 ? number.rounded() : threeDigits(number))
}

/// A number to three digits, as it is typed.
func threeDigits(_ number: Double) -> Double {
  guard number != 0, number.isFinite else { return number }
  let power = 2 - Int(floor(log10(abs(number))))
  let step = pow(10, Double(abs(power)))
  return power < 0 ? (number / step).rounded() * step : (number * step).rounded() / step
}

/// A share as a percentage.
func percent(_ share: Double) -> String { short(100 * share) + " %" }

/// "1 row", "2 rows".
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
