import Glibc
import Graphs

// A logarithm that predictions may leave on their way. Below `start` it goes on along its tangent,
//
//     log s + (x − s) / s,   s = start,
//
// so that value and slope stay finite, the two pieces meet in both, and the slope still points back
// into the domain. Stopping the logarithm at log s instead would leave a slope of 0, from which no
// step leads back.

/// log x from `start` on, its tangent below.
func continuedLog(_ x: Expression, from start: Double) throws -> Expression {
  let isBelow = try less(x, start)
  // The branch not taken must not see numbers whose logarithm is infinite: 0 · ∞ is no number.
  let inside = try `where`(isBelow, start, x)
  return try `where`(isBelow, tangent(x - start, at: start), log(inside))
}

/// log(1 + x) where 1 + x is `start` or more, exact for tiny x; its tangent below.
func continuedLog1p(_ x: Expression, from start: Double) throws -> Expression {
  let isBelow = try less(x, start - 1)
  let inside = try `where`(isBelow, start - 1, x)
  return try `where`(isBelow, tangent(x - (start - 1), at: start), log1p(inside))
}

private func tangent(_ distance: Expression, at start: Double) throws -> Expression {
  try distance / start + Glibc.log(start)
}
