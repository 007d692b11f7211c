import Glibc
import Tensors

// Arithmetic: + - * / and their kin.

extension Primitive {
  static let addition = binary("+", .add, forward: { $0 + $1 }) { _, _, _, dy in (dy, dy) }

  static let subtraction = binary("-", .subtract, forward: { $0 - $1 }) { _, _, _, dy in
    (dy, try -dy)
  }

  static let multiplication = binary("*", .multiply, forward: { $0 * $1 }) { a, b, _, dy in
    (try dy * b, try dy * a)
  }

  static let division = binary("/", .divide, forward: { $0 / $1 }) { _, b, y, dy in
    (try dy / b, try -(dy * y / b))
  }

  static let negation = unary("-", .negate, forward: { -$0 }) { _, _, dy in try -dy }

  static let squaring = unary("square", .square, forward: { $0 * $0 }) { x, _, dy in
    try dy * (2 * x)
  }

  /// At 0 the slope is infinite; 0 is taken instead, so that √(x²) has the derivative of |x| and the
  /// length of a vector has one at the origin.
  static let squareRoot = unary("sqrt", .squareRoot, forward: { $0.squareRoot() }) { _, y, dy in
    try `where`(equal(y, 0), 0, dy / (2 * y))
  }

  /// a^b.
  ///
  /// The derivative in b is 0 where a is 0, as a^b does not move there for b > 0 (PyTorch's
  /// convention); where a is negative it is undefined and comes out as NaN. The derivative in a is 0
  /// where a is 0 and 0 ≤ b < 1, as for the square root.
  static let exponentiation = binary("power", .power, forward: { pow($0, $1) }) { a, b, y, dy in
    let logarithm = try `where`(equal(a, 0), 0, log(a))
    let slope = try dy * b * power(a, b - 1)
    if let exponent = b.constantValue, exponent >= 1 || exponent < 0 {
      return (slope, try dy * y * logarithm)
    }
    let isVertical = try equal(a, 0) * greaterOrEqual(b, 0) * less(b, 1)
    return (try `where`(isVertical, 0, slope), try dy * y * logarithm)
  }

  /// Ties share the derivative evenly, as in PyTorch's `maximum`.
  static let larger = binary("maximum", .maximum, forward: maximumOf) { a, b, _, dy in
    let share = try greater(a, b) + 0.5 * equal(a, b)
    return (try dy * share, try dy * (1 - share))
  }

  /// Ties share the derivative evenly, as in PyTorch's `minimum`.
  static let smaller = binary("minimum", .minimum, forward: { -maximumOf(-$0, -$1) }) {
    a, b, _, dy in
    let share = try less(a, b) + 0.5 * equal(a, b)
    return (try dy * share, try dy * (1 - share))
  }

  /// The larger number; NaN if either is (Swift's `max` drops a NaN on one side).
  @Sendable private static func maximumOf(_ a: Double, _ b: Double) -> Double {
    a.isNaN || b.isNaN ? .nan : max(a, b)
  }
}
