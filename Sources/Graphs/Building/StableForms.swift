import Glibc
import Tensors

// Logarithms of what grows or vanishes exponentially. Written as they stand in a formula they
// overflow: in single precision cosh x is infinite from 90 on and log of it with it, while log cosh x
// is about 90. The derivative would be infinity over infinity. The forms here have neither flaw, and
// are put into the graph before it is differentiated.

/// log y where y is a function whose logarithm has a form of its own; nil for any other.
func stableLogarithm(of y: Expression) throws -> Expression? {
  switch y.node.primitive {
  case Primitive.exponential: y.operand(0)
  case Primitive.hyperbolicCosine: try logCosh(y.operand(0))
  case Primitive.logistic: try -softplus(-y.operand(0))
  case Primitive.normalizedExponential: try logSoftmax(y.operand(0))
  case Primitive.axisSum: try logarithmOfRowSum(y)
  case Primitive.addition: try logarithm(ofSum: y.operand(0), y.operand(1))
  case Primitive.subtraction where y.operand(0).constantValue == 1:
    try stableLogarithm(ofOneMinus: y.operand(1))
  case Primitive.multiplication:
    try logarithm(of: y.operand(1), times: y.operand(0).constantValue)
      ?? logarithm(of: y.operand(0), times: y.operand(1).constantValue)
  case Primitive.division:
    try logarithm(of: y.operand(0), times: y.operand(1).constantValue.map { 1 / $0 })
  default: nil
  }
}

/// log(1 + x) where x is e^a or -σ(a); nil for any other.
func stableLogarithm(ofOnePlus x: Expression) throws -> Expression? {
  switch x.node.primitive {
  case Primitive.exponential: try softplus(x.operand(0))
  case Primitive.negation: try stableLogarithm(ofOneMinus: x.operand(0))
  default: nil
  }
}

/// log(1 - σ(a)) = log σ(-a) = -softplus(a).
private func stableLogarithm(ofOneMinus x: Expression) throws -> Expression? {
  guard x.node.primitive === Primitive.logistic else { return nil }
  return try -softplus(x.operand(0))
}

/// log(e^a + e^b), and log(1 + x) by way of `log1p`.
private func logarithm(ofSum a: Expression, _ b: Expression) throws -> Expression? {
  if a.constantValue == 1 { return try log1p(b) }
  if b.constantValue == 1 { return try log1p(a) }
  guard a.node.primitive === Primitive.exponential, b.node.primitive === Primitive.exponential
  else { return nil }
  return try logAddExp(a.operand(0), b.operand(0))
}

/// log of the sum of exponentials along the last axis.
private func logarithmOfRowSum(_ y: Expression) throws -> Expression? {
  let terms = y.operand(0)
  guard terms.node.primitive === Primitive.exponential,
    y.node.attributes == .axis(terms.shape.rank - 1)
  else { return nil }
  return try logSumExp(terms.operand(0))
}

/// log(c y) = log y + log c, where log y has a form of its own.
private func logarithm(of y: Expression, times factor: Double?) throws -> Expression? {
  guard let factor, factor > 0, factor.isFinite, let logarithm = try stableLogarithm(of: y) else {
    return nil
  }
  return try logarithm + Glibc.log(factor)
}

/// log(e^a + e^b) = max(a, b) + log(1 + e^-|a - b|): the exponential is at most 1.
public func logAddExp(_ a: Expression, _ b: Expression) throws -> Expression {
  try maximum(a, b) + softplus(-abs(a - b))
}

/// a log b, and 0 where a is 0, also where b is 0 or less: the entropy of an event that cannot be.
///
/// There the derivatives are 0 as well.
public func xlogy(_ a: Expression, _ b: Expression) throws -> Expression {
  let isNothing = try equal(a, 0) * lessOrEqual(b, 0)
  return try a * log(`where`(isNothing, 1, b))
}

/// Rows of the table are compared by identity.
private func ~= (pattern: Primitive, primitive: Primitive) -> Bool { pattern === primitive }

extension Expression {
  fileprivate func operand(_ index: Int) -> Expression { Expression(node.inputs[index]) }
}
