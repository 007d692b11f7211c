import Glibc
import Tensors

// Angles in radians, and the hyperbolic functions. At -1 and 1 asin and acos
// have vertical tangents; their slope there is taken as 0, as that of the square root at 0.

extension Primitive {
  static let sine = unary("sin", .sine, forward: { sin($0) }) { x, _, dy in try dy * cos(x) }

  static let cosine = unary("cos", .cosine, forward: { cos($0) }) { x, _, dy in
    try -(dy * sin(x))
  }

  static let tangent = unary("tan", .tangent, forward: { tan($0) }) { _, y, dy in
    try dy * (1 + square(y))
  }

  static let arcsine = unary("asin", .arcsine, forward: { asin($0) }) { x, _, dy in
    try slopeOfArc(x, dy)
  }

  static let arccosine = unary("acos", .arccosine, forward: { acos($0) }) { x, _, dy in
    try -slopeOfArc(x, dy)
  }

  static let arctangent = unary("atan", .arctangent, forward: { atan($0) }) { x, _, dy in
    try dy / (1 + square(x))
  }

  static let hyperbolicSine = unary("sinh", .hyperbolicSine, forward: { sinh($0) }) { x, _, dy in
    try dy * cosh(x)
  }

  static let hyperbolicCosine = unary("cosh", .hyperbolicCosine, forward: { cosh($0) }) {
    x, _, dy in
    try dy * sinh(x)
  }

  /// dy / √(1 - x²); the product keeps its digits near 1.
  @Sendable private static func slopeOfArc(_ x: Expression, _ dy: Expression) throws -> Expression {
    let cosine = try sqrt((1 - x) * (1 + x))
    return try `where`(equal(cosine, 0), 0, dy / cosine)
  }
}
