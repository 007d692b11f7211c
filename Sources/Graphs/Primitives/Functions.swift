import Glibc
import Tensors

// Functions of one number. Forward rules use the forms that keep their digits for large and for
// tiny arguments; the derivation stands above the rule.

extension Primitive {
  static let exponential = unary("exp", .exponential, forward: { exp($0) }) { _, y, dy in
    try dy * y
  }

  static let naturalLogarithm = unary("log", .logarithm, forward: { log($0) }) { x, _, dy in
    try dy / x
  }

  static let logarithmOfOnePlus = unary(
    "log1p", .logarithmOfOnePlus, forward: { log1p($0) }
  ) { x, _, dy in
    try dy / (1 + x)
  }

  static let exponentialMinusOne = unary(
    "expm1", .exponentialMinusOne, forward: { expm1($0) }
  ) { _, y, dy in
    try dy * (y + 1)
  }

  static let hyperbolicTangent = unary("tanh", .tanh, forward: { tanh($0) }) { _, y, dy in
    try dy * (1 - square(y))
  }

  /// 1 / (1 + exp(-x)); for negative x as exp(x) / (1 + exp(x)), so that exp never overflows.
  static let logistic = unary(
    "sigmoid", .sigmoid,
    forward: { x in x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x)) }
  ) { _, y, dy in
    try dy * (y * (1 - y))
  }

  /// d/dx erf(x) = 2/√π exp(-x²).
  static let errorFunction = unary("erf", .erf, forward: { erf($0) }) { x, _, dy in
    try dy * (2 / Double.pi.squareRoot() * exp(-square(x)))
  }

  /// log(1 + exp(x)) = max(x, 0) + log(1 + exp(-|x|)): the exponential cannot overflow, and for
  /// large |x| nothing is lost.
  static let softplusCurve = unary(
    "softplus", .softplus, forward: { x in max(x, 0) + log1p(exp(-abs(x))) }
  ) { x, _, dy in
    try dy * sigmoid(x)
  }

  /// log cosh x, exact for tiny and for large x.
  ///
  ///     log(1 + 2 sinh²(x / 2))               where |x| < 1
  ///     |x| + log(1 + e^(−2|x|)) − log 2      elsewhere
  ///
  /// since cosh x = 1 + 2 sinh²(x / 2). Alone the first overflows with cosh, at 710, in single
  /// precision at 89; the second subtracts numbers near log 2 for tiny x and leaves nothing of
  /// x² / 2. The derivative is tanh x.
  static let logarithmOfHyperbolicCosine = unary(
    "logCosh", .logCosh,
    forward: { x in
      let half = sinh(x / 2)
      return abs(x) < 1 ? log1p(2 * half * half) : abs(x) + log1p(exp(-2 * abs(x))) - log(2)
    }
  ) { x, _, dy in
    try dy * tanh(x)
  }

  /// The derivative at 0 is 0, as in PyTorch.
  ///
  /// It is read off the output, which is kept anyway.
  static let rectifier = unary("relu", .relu, forward: { $0 > 0 || $0.isNaN ? $0 : 0 }) {
    _, y, dy in
    try dy * greater(y, 0)
  }

  /// The derivative at 0 is 0, as in PyTorch.
  static let absoluteValue = unary("abs", .absolute, forward: { abs($0) }) { x, _, dy in
    try dy * sign(x)
  }

  /// -1, 0 or 1; its derivative is 0 everywhere.
  static let signum = unary(
    "sign", .sign, forward: { $0 > 0 ? 1 : ($0 < 0 ? -1 : $0) }
  ) { x, _, _ in
    zeros(like: x)
  }
}
