/// The candidate that `name` most likely meant, or nil when none is near enough.
///
/// Near means at most one slip (wrong, missing, extra or swapped letter) for every three letters,
/// letter case aside; or one being the beginning of the other from three letters on.
public func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased().unicodeScalars)
  guard wanted.count <= 64 else { return nil }
  let allowed = max(1, (wanted.count + 1) / 3)
  var best: (name: String, score: Int)?
  for candidate in candidates {
    let other = Array(candidate.lowercased().unicodeScalars)
    guard other.count <= 64 else { continue }
    let isNear = abs(other.count - wanted.count) <= allowed
    var score = isNear ? slips(wanted, other) : .max
    if score > allowed {
      guard min(wanted.count, other.count) >= 3,
        other.starts(with: wanted) || wanted.starts(with: other)
      else { continue }
      score = allowed + 1
    }
    if score >= wanted.count { continue }
    if let best, best.score <= score { continue }
    best = (candidate, score)
  }
  return best?.name
}

/// Edit distance with swaps of neighbours (optimal string alignment).
private func slips(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        least = min(least, beforeLast[j - 1] + 1)
      }
      row.append(least)
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
