import Graphs

/// eᵗ − 1, whose slope eᵗ keeps its digits also where t is far below 0.
///
/// The slope of expm1 is its value plus 1: for t = −17 that is 1 − 1 in single precision, and a
/// residual far away would lose what little pull it has left. Below −1 nothing cancels in the
/// value, so there it is written eᵗ − 1, whose slope is eᵗ itself.
func slopedExpm1(_ t: Expression) throws -> Expression {
  let isFar = try less(t, -1)
  // Each branch sees a harmless number where the other is taken: 0 · ∞ is no number.
  let far = try exp(`where`(isFar, t, -1)) - 1
  return try `where`(isFar, far, expm1(`where`(isFar, -1, t)))
}
