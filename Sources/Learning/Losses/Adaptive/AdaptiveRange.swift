import Glibc
import Graphs

/// How the stored numbers of the adaptive loss, which have no bounds, become α and the scale.
///
///     α = low + (high − low) · σ(stored),   c = floor + softplus(stored)
///
/// so that any step of an optimizer leaves α inside its range and the scale above its floor.
/// Source: Barron 2019, section 3, and the program that goes with it.
struct AdaptiveRange {
  /// What α stays above.
  let low: Double
  /// What α stays below.
  let high: Double
  /// What the scale stays above.
  let floor: Double

  /// The range the options of the loss ask for.
  init(_ options: Options) {
    low = options.number("alpha_low")
    high = options.number("alpha_high")
    floor = options.number("scale_low")
  }

  // MARK: From stored numbers

  /// α of a stored number.
  func alpha(stored: Double) -> Double { low + (high - low) / (1 + exp(-stored)) }

  /// The scale of a stored number: softplus as max(x, 0) + log(1 + e^(−|x|)).
  func scale(stored: Double) -> Double {
    floor + Swift.max(stored, 0) + log1p(exp(-stored.magnitude))
  }

  /// α of stored numbers, and 2 − α, which near 2 has digits that subtracting would lose.
  func alpha(stored: Expression) throws -> (alpha: Expression, gap: Expression) {
    (
      try low + (high - low) * sigmoid(stored),
      try (2 - high) + (high - low) * sigmoid(-stored)
    )
  }

  /// The scales of stored numbers.
  func scale(stored: Expression) throws -> Expression { try floor + softplus(stored) }

  // MARK: To stored numbers

  /// The stored number of an α inside the range: the inverse of σ.
  func stored(alpha: Double) -> Double { log((alpha - low) / (high - alpha)) }

  /// The stored number of a scale above the floor: the inverse of softplus, log(eˣ − 1) written as
  /// x + log(1 − e⁻ˣ), which does not overflow.
  func stored(scale: Double) -> Double {
    let above = scale - floor
    return above + log(-expm1(-above))
  }
}
