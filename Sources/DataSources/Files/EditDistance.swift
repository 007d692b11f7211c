/// The most similar of `candidates` to `name`, or nil when none is near.
///
/// Near is: at most a third of the typed letters wrong (at least 1), upper and lower case alike.
func nearestName(to name: String, among candidates: [String]) -> String? {
  let typed = Array(name.lowercased().unicodeScalars.prefix(64))
  let allowed = max(1, typed.count / 3)
  var best: (name: String, distance: Int)?
  for candidate in candidates.prefix(10_000) {
    let other = Array(candidate.lowercased().unicodeScalars.prefix(64))
    guard abs(other.count - typed.count) <= allowed else { continue }
    let distance = editDistance(typed, other)
    if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.name
}

/// Restricted Damerau-Levenshtein distance: insertions, deletions, changes and swapped neighbours.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in 0..<a.count {
    var row = [i + 1]
    row.reserveCapacity(b.count + 1)
    for j in 0..<b.count {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = min(cost, beforeLast[j - 1] + 1)
      }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
