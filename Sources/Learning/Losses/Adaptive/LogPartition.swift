import Graphs

/// log Z(α), the logarithm of the integral of exp(−ρ(x)) over all x, ρ being Barron's general loss.
///
/// Z has no formula of its own. It is fitted, for 0 ≤ α < 2 and b = 2 − α, by
///
///     Σ c[k] · T[k](t)  +  b l · (d₀ + b · (d₁ + l · d₂ + b · d₃))  +  d₄ · b² √b,   l = log b
///
/// which misses log Z by at most 3e-9 and its derivative by at most 1e-7.
///
/// - Near α = 2 the loss contains b^(b / 2) = exp(b l / 2), so log Z has terms in powers of b l, and
///   where x² is as small as b one in b^(5 / 2): its slope is infinite there. Polynomials cannot
///   follow; with these five terms taken out they need not. d₀ comes out as −1/4.
/// - Near α = 0 log Z is smooth but bends fast: its slope falls from 0.86 to 0.35 before α = 1/4. So
///   the Chebyshev polynomials are those of t, linear in √(α + 0.03), from −1 at 0 to 1 at 2.
///
/// All coefficients are small, so that single precision loses nothing but its last digit.
/// scripts/log-partition computes them; a spline through a table, as Barron's program has, needs
/// a thousand numbers and a gather for the same.
///
/// - Parameters:
///   - alpha: α.
///   - gap: b, which the caller knows to more digits than 2 − α has near 2.
func logPartition(alpha: Expression, gap b: Expression) throws -> Expression {
  let root = try sqrt(alpha + offset)
  let t = try (2 * root - (low + high)) / (high - low)
  let l = try log(b)
  let powers = try b * l * (singular[0] + b * (singular[1] + l * singular[2] + b * singular[3]))
  return try chebyshevSum(smooth, t) + powers + singular[4] * square(b) * sqrt(b)
}

/// Σ c[k] · T[k](t) by Clenshaw's rule: b[k] = c[k] + 2 t b[k + 1] − b[k + 2].
private func chebyshevSum(_ coefficients: [Double], _ t: Expression) throws -> Expression {
  var (next, afterNext) = (Expression.constant(0), Expression.constant(0))
  for coefficient in coefficients.dropFirst().reversed() {
    (next, afterNext) = (try coefficient + 2 * t * next - afterNext, next)
  }
  return try coefficients[0] + t * next - afterNext
}

private let offset = 0.03
private let low = offset.squareRoot()
private let high = (2 + offset).squareRoot()

/// c.
private let smooth = [
  1.6632648396091365, -1.0771825008443683, 0.28520475896294684, 0.0947838922707062,
  -0.04016100016159662, -0.008040678847594088, 0.0005538673676993638, 0.00042022128919205385,
  6.30505750861376e-05, 2.3502464794145584e-05, 5.529967905467778e-06, 1.9506241328542584e-06,
  7.569936934082974e-07, 2.0017931852392487e-07, 1.0726556225525061e-07, 2.256741828546988e-08,
  1.2921574041060158e-08,
]

/// d.
private let singular = [
  -0.24999998745561583, -0.3715819013068508, 0.0001393371038427329, -0.2178949131356146,
  0.20810041237738447,
]
