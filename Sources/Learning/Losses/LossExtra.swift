import Tensors

/// An array a loss reads beside predictions and targets: a variance, lengths, negatives.
public struct LossExtra: Sendable, Equatable {
  /// What its numbers are.
  public enum Form: Sendable, Equatable {
    /// Numbers of the shape of the predictions.
    case likePrediction
    /// One whole number per row, [n], fed as a float.
    case lengths
  }

  /// The name as typed: `variance`.
  public let name: String
  /// One phrase.
  public let summary: String
  /// What its numbers are.
  public let form: Form
  /// Whether the loss cannot do without it.
  public let isRequired: Bool
  /// The numbers it may hold.
  public let domain: Bounds

  /// Declares an array.
  public init(
    _ name: String, _ summary: String, _ form: Form, isRequired: Bool, domain: Bounds = .any
  ) {
    self.name = name
    self.summary = summary
    self.form = form
    self.isRequired = isRequired
    self.domain = domain
  }
}

/// An array of a loss that the optimizer learns together with the weights of the model.
///
/// It is stored without bounds; `shown` turns a stored number into the one the formula speaks of.
public struct LearnedParameter: Sendable {
  /// The name as the formula has it: `alpha`.
  public let name: String
  /// One phrase.
  public let summary: String
  /// Its dimensions, for predictions of so many columns.
  public let shape: @Sendable (_ columns: Int) -> Shape
  /// What every stored number starts from.
  public let initial: Double
  /// The number the formula speaks of, from the stored one.
  public let shown: @Sendable (Double) -> Double

  /// Declares a learned array, a scalar per column of the predictions unless told otherwise.
  public init(
    _ name: String, _ summary: String, initial: Double,
    shape: @escaping @Sendable (_ columns: Int) -> Shape = { [$0] },
    shown: @escaping @Sendable (Double) -> Double = { $0 }
  ) {
    self.name = name
    self.summary = summary
    self.shape = shape
    self.initial = initial
    self.shown = shown
  }
}
