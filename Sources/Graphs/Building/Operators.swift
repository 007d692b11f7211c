import Tensors

// The operators. All of them throw on shapes that do not fit, so a formula reads
// `try square(p - y)`. What is known at once (both constant, x * 1, x + 0) is not put into the graph.

/// Elementwise sum.
public func + (a: Expression, b: Expression) throws -> Expression {
  if b.constantValue == 0, let a = kept(a, beside: b) { return a }
  if a.constantValue == 0, let b = kept(b, beside: a) { return b }
  return try folded(a, b, +) ?? Primitive.addition(a, b)
}

/// Elementwise difference.
public func - (a: Expression, b: Expression) throws -> Expression {
  if b.constantValue == 0, let a = kept(a, beside: b) { return a }
  return try folded(a, b, -) ?? Primitive.subtraction(a, b)
}

/// Elementwise product.
public func * (a: Expression, b: Expression) throws -> Expression {
  if b.constantValue == 1, let a = kept(a, beside: b) { return a }
  if a.constantValue == 1, let b = kept(b, beside: a) { return b }
  return try folded(a, b, *) ?? Primitive.multiplication(a, b)
}

/// Elementwise quotient.
public func / (a: Expression, b: Expression) throws -> Expression {
  if b.constantValue == 1, let a = kept(a, beside: b) { return a }
  return try folded(a, b, /) ?? Primitive.division(a, b)
}

/// Elementwise negative.
public prefix func - (a: Expression) throws -> Expression {
  if let value = a.constantValue { return .constant(-value, shape: a.shape) }
  return try Primitive.negation(a)
}

/// Every element plus a number.
public func + (a: Expression, b: Double) throws -> Expression { try a + .constant(b) }
/// A number plus every element.
public func + (a: Double, b: Expression) throws -> Expression { try .constant(a) + b }
/// Every element minus a number.
public func - (a: Expression, b: Double) throws -> Expression { try a - .constant(b) }
/// A number minus every element.
public func - (a: Double, b: Expression) throws -> Expression { try .constant(a) - b }
/// Every element times a number.
public func * (a: Expression, b: Double) throws -> Expression { try a * .constant(b) }
/// A number times every element.
public func * (a: Double, b: Expression) throws -> Expression { try .constant(a) * b }
/// Every element divided by a number.
public func / (a: Expression, b: Double) throws -> Expression { try a / .constant(b) }
/// A number divided by every element.
public func / (a: Double, b: Expression) throws -> Expression { try .constant(a) / b }

/// `a` itself if an elementwise operation with the neutral element `b` would have `a`'s shape.
private func kept(_ a: Expression, beside b: Expression) -> Expression? {
  let isNumber = a.node.primitive !== Primitive.indices
  return isNumber && (b.isScalar || a.shape == b.shape) ? a : nil
}

/// The constant that results from two constants whose shapes fit.
private func folded(
  _ a: Expression, _ b: Expression, _ operation: (Double, Double) -> Double
) -> Expression? {
  guard let first = a.constantValue, let second = b.constantValue,
    a.isScalar || b.isScalar || a.shape == b.shape
  else { return nil }
  return .constant(operation(first, second), shape: a.isScalar ? b.shape : a.shape)
}
