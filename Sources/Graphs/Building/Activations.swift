import Tensors

// Activations composed of primitives, with PyTorch's definitions and defaults.

/// x for x > 0, slope * x otherwise.
public func leakyRelu(_ x: Expression, slope: Double = 0.01) throws -> Expression {
  try `where`(greater(x, 0), x, slope * x)
}

/// x for x > 0, α (e^x - 1) otherwise.
///
/// The exponential sees min(x, 0): an overflow in the branch not taken would turn its derivative
/// into 0 · ∞.
public func elu(_ x: Expression, alpha: Double = 1) throws -> Expression {
  try `where`(greater(x, 0), x, alpha * expm1(minimum(x, 0)))
}

/// λ elu(x, α) with the constants of Klambauer et al., "Self-normalizing neural networks" (2017).
public func selu(_ x: Expression) throws -> Expression {
  try 1.0507009873554805 * elu(x, alpha: 1.6732632423543772)
}

/// x Φ(x) with the normal distribution function Φ(x) = (1 + erf(x / √2)) / 2.
public func gelu(_ x: Expression) throws -> Expression {
  try 0.5 * x * (1 + erf(x / 2.0.squareRoot()))
}

/// gelu's tanh approximation: x (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2.
public func geluTanh(_ x: Expression) throws -> Expression {
  let inner = try (2 / Double.pi).squareRoot() * (x + 0.044715 * power(x, 3))
  return try 0.5 * x * (1 + tanh(inner))
}

/// x σ(x), also called swish.
public func silu(_ x: Expression) throws -> Expression { try x * sigmoid(x) }

/// 0 with probability `rate`, else 1 / (1 - rate), in the shape of `x`.
///
/// Which elements are dropped depends on the plan's seed and step, the stream and the element's
/// number, not on threads; give each layer a stream of its own.
public func dropoutMask(like x: Expression, rate: Double, stream: UInt32) throws -> Expression {
  guard rate >= 0, rate < 1 else {
    throw GraphError.badOption(
      operation: "dropout", option: "rate", value: rate, expected: "0 or more and less than 1")
  }
  if rate == 0 { return .constant(1, shape: x.shape) }
  return Expression(
    Node(.dropout, attributes: .dropout(rate: rate, stream: stream), shape: x.shape))
}
