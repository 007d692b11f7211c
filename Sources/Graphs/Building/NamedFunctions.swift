import Tensors

// The functions of the graph: one per elementwise primitive.

/// e^x of every element.
public func exp(_ x: Expression) throws -> Expression { try Primitive.exponential(x) }

/// Natural logarithm of every element; of sums and functions that overflow, in a form that does not.
public func log(_ x: Expression) throws -> Expression {
  try stableLogarithm(of: x) ?? Primitive.naturalLogarithm(x)
}

/// log(1 + x), exact for tiny x.
public func log1p(_ x: Expression) throws -> Expression {
  try stableLogarithm(ofOnePlus: x) ?? Primitive.logarithmOfOnePlus(x)
}

/// e^x - 1, exact for tiny x.
public func expm1(_ x: Expression) throws -> Expression { try Primitive.exponentialMinusOne(x) }

/// Square root of every element; the derivative at 0 is 0, and √(x²) is |x|.
public func sqrt(_ x: Expression) throws -> Expression {
  if x.node.primitive === Primitive.squaring { return try abs(Expression(x.node.inputs[0])) }
  return try Primitive.squareRoot(x)
}

/// Square of every element.
public func square(_ x: Expression) throws -> Expression { try Primitive.squaring(x) }

/// Absolute value of every element; the derivative at 0 is 0.
public func abs(_ x: Expression) throws -> Expression { try Primitive.absoluteValue(x) }

/// -1, 0 or 1.
public func sign(_ x: Expression) throws -> Expression { try Primitive.signum(x) }

/// Hyperbolic tangent of every element.
public func tanh(_ x: Expression) throws -> Expression { try Primitive.hyperbolicTangent(x) }

/// 1 / (1 + e^-x).
public func sigmoid(_ x: Expression) throws -> Expression { try Primitive.logistic(x) }

/// The error function.
public func erf(_ x: Expression) throws -> Expression { try Primitive.errorFunction(x) }

/// log(1 + e^x), without overflow.
public func softplus(_ x: Expression) throws -> Expression { try Primitive.softplusCurve(x) }

/// log(cosh(x)), without overflow and exact for tiny x; the derivative is tanh x.
public func logCosh(_ x: Expression) throws -> Expression {
  try Primitive.logarithmOfHyperbolicCosine(x)
}

/// max(x, 0); the derivative at 0 is 0.
public func relu(_ x: Expression) throws -> Expression { try Primitive.rectifier(x) }

/// Sine of an angle in radians.
public func sin(_ x: Expression) throws -> Expression { try Primitive.sine(x) }

/// Cosine of an angle in radians.
public func cos(_ x: Expression) throws -> Expression { try Primitive.cosine(x) }

/// Tangent of an angle in radians.
public func tan(_ x: Expression) throws -> Expression { try Primitive.tangent(x) }

/// The angle from -π/2 to π/2 with this sine; the derivative at -1 and 1 is 0.
public func asin(_ x: Expression) throws -> Expression { try Primitive.arcsine(x) }

/// The angle from 0 to π with this cosine; the derivative at -1 and 1 is 0.
public func acos(_ x: Expression) throws -> Expression { try Primitive.arccosine(x) }

/// The angle from -π/2 to π/2 with this tangent.
public func atan(_ x: Expression) throws -> Expression { try Primitive.arctangent(x) }

/// Hyperbolic sine.
public func sinh(_ x: Expression) throws -> Expression { try Primitive.hyperbolicSine(x) }

/// Hyperbolic cosine.
public func cosh(_ x: Expression) throws -> Expression { try Primitive.hyperbolicCosine(x) }

/// The largest whole number that is not above; its derivative is 0.
public func floor(_ x: Expression) throws -> Expression { try Primitive.roundingDown(x) }

/// The smallest whole number that is not below; its derivative is 0.
public func ceil(_ x: Expression) throws -> Expression { try Primitive.roundingUp(x) }

/// The nearest whole number, of two the one further from 0; its derivative is 0.
public func round(_ x: Expression) throws -> Expression { try Primitive.rounding(x) }

/// The larger of two, elementwise; ties share the derivative.
public func maximum(_ a: Expression, _ b: Expression) throws -> Expression {
  try Primitive.larger(a, b)
}

/// The larger of every element and a number.
public func maximum(_ a: Expression, _ b: Double) throws -> Expression {
  try maximum(a, .constant(b))
}

/// The smaller of two, elementwise; ties share the derivative.
public func minimum(_ a: Expression, _ b: Expression) throws -> Expression {
  try Primitive.smaller(a, b)
}

/// The smaller of every element and a number.
public func minimum(_ a: Expression, _ b: Double) throws -> Expression {
  try minimum(a, .constant(b))
}

/// a^b, elementwise.
public func power(_ a: Expression, _ b: Expression) throws -> Expression {
  if let exponent = b.constantValue, b.isScalar { return try power(a, exponent) }
  return try Primitive.exponentiation(a, b)
}

/// Every element to one power; small whole powers and the root become what they are.
public func power(_ a: Expression, _ b: Double) throws -> Expression {
  switch b {
  case 0: .constant(1, shape: a.shape)
  case 1: a
  case 2: try square(a)
  case 3: try square(a) * a
  case 0.5: try sqrt(a)
  case -1: try 1 / a
  default: try Primitive.exponentiation(a, .constant(b))
  }
}

// MARK: - Comparisons

/// 1 where a < b, else 0.
public func less(_ a: Expression, _ b: Expression) throws -> Expression {
  try Primitive.lessThan(a, b)
}

/// 1 where a < b, else 0.
public func less(_ a: Expression, _ b: Double) throws -> Expression { try less(a, .constant(b)) }

/// 1 where a ≤ b, else 0.
public func lessOrEqual(_ a: Expression, _ b: Expression) throws -> Expression {
  try Primitive.lessThanOrEqual(a, b)
}

/// 1 where a ≤ b, else 0.
public func lessOrEqual(_ a: Expression, _ b: Double) throws -> Expression {
  try lessOrEqual(a, .constant(b))
}

/// 1 where a > b, else 0.
public func greater(_ a: Expression, _ b: Expression) throws -> Expression {
  try Primitive.greaterThan(a, b)
}

/// 1 where a > b, else 0.
public func greater(_ a: Expression, _ b: Double) throws -> Expression {
  try greater(a, .constant(b))
}

/// 1 where a ≥ b, else 0.
public func greaterOrEqual(_ a: Expression, _ b: Expression) throws -> Expression {
  try Primitive.greaterThanOrEqual(a, b)
}

/// 1 where a ≥ b, else 0.
public func greaterOrEqual(_ a: Expression, _ b: Double) throws -> Expression {
  try greaterOrEqual(a, .constant(b))
}

/// 1 where a ≠ b, else 0.
public func notEqual(_ a: Expression, _ b: Expression) throws -> Expression {
  try Primitive.inequality(a, b)
}

/// 1 where a = b, else 0.
public func equal(_ a: Expression, _ b: Expression) throws -> Expression {
  try Primitive.equality(a, b)
}

/// 1 where a = b, else 0.
public func equal(_ a: Expression, _ b: Double) throws -> Expression { try equal(a, .constant(b)) }

/// `a` where the condition is not 0, else `b`.
public func `where`(_ condition: Expression, _ a: Expression, _ b: Expression) throws
  -> Expression
{
  try Primitive.selection(condition, a, b)
}

/// `a` where the condition is not 0, else a number.
public func `where`(_ condition: Expression, _ a: Expression, _ b: Double) throws -> Expression {
  try `where`(condition, a, .constant(b))
}

/// A number where the condition is not 0, else `b`.
public func `where`(_ condition: Expression, _ a: Double, _ b: Expression) throws -> Expression {
  try `where`(condition, .constant(a), b)
}

/// One number where the condition is not 0, else another.
public func `where`(_ condition: Expression, _ a: Double, _ b: Double) throws -> Expression {
  try `where`(condition, .constant(a), .constant(b))
}

/// The value of `x`, through which the derivative passes only where the condition is not 0.
public func gated(_ x: Expression, by condition: Expression) throws -> Expression {
  try Primitive.gate(x, condition)
}
