import Graphs

/// (eᵗ − 1) / t, which is 1 at t = 0, with a derivative that keeps its digits there.
///
/// The quotient itself is harmless, since expm1 is exact for tiny t. Its derivative
/// (eᵗ − (eᵗ − 1) / t) / t is not: near 0 it subtracts two numbers near 1 and divides by t. So below
/// 1/2 the series
///
///     1 + t/2 + t²/6 + … + t¹² / 13!
///
/// is taken, whose first term left out is below 1e-15 there, and which is differentiated term by
/// term.
func relativeExponential(_ t: Expression) throws -> Expression {
  let isNear = try less(abs(t), 0.5)
  // Each branch sees a harmless number where the other is taken: 0 · ∞ is no number.
  let near = try `where`(isNear, t, 0)
  let far = try `where`(isNear, 1, t)
  return try `where`(isNear, series(near), expm1(far) / far)
}

/// Σ tᵏ / (k + 1)! by Horner's rule: 1 + t/2 · (1 + t/3 · (1 + …)).
private func series(_ t: Expression) throws -> Expression {
  try stride(from: 13, through: 2, by: -1).reduce(Expression.constant(1)) { rest, divisor in
    try 1 + t / Double(divisor) * rest
  }
}
