/// The names a mistyped one may have meant, nearest first, at most three.
///
/// A name counts when at most a third of its letters, and at least one, would have to change, or
/// when one of the two begins the other.
public func nearestNames(to name: String, in known: [String]) -> [String] {
  let typed = name.lowercased()
  let scored = known.compactMap { candidate -> (name: String, distance: Int)? in
    let other = candidate.lowercased()
    let distance = editDistance(typed, other)
    if distance <= max(1, max(typed.count, other.count) / 3) { return (candidate, distance) }
    let begins = typed.count > 1 && (other.hasPrefix(typed) || typed.hasPrefix(other))
    return begins ? (candidate, distance + known.count) : nil
  }
  return scored.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
}

/// The number of insertions, deletions, replacements and swaps of neighbours that turn one text
/// into the other (optimal string alignment), or a large number for texts no one would type.
func editDistance(_ left: String, _ right: String) -> Int {
  let a = Array(left.prefix(64))
  let b = Array(right.prefix(64))
  var before = [Int](repeating: 0, count: b.count + 1)
  var row = Array(0...b.count)
  for i in 0..<a.count {
    var next = [Int](repeating: i + 1, count: b.count + 1)
    for j in 0..<b.count {
      next[j + 1] = min(row[j] + (a[i] == b[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        next[j + 1] = min(next[j + 1], before[j - 1] + 1)
      }
    }
    (before, row) = (row, next)
  }
  return row[b.count]
}
