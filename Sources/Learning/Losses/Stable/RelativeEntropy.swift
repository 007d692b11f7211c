import Graphs

/// a · (log a − log b), 0 where a is 0.
///
/// 0 log 0 is 0, the limit; a logarithm is no smaller than −100, so value and slope are finite
/// where b is 0 too.
func relativeEntropy(_ a: Expression, _ b: Expression) throws -> Expression {
  try a * (clampedLog(a) - clampedLog(b))
}
