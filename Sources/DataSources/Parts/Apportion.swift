/// Shares out `total` rows by `shares`, which sum to 1, largest remainder first.
///
/// The first `guaranteed` bins get at least one row each where their share is above 0 and another
/// has one to spare.
func apportion(_ total: Int, by shares: [Double], guaranteed: Int) -> [Int] {
  let exact = shares.map { $0 * Double(total) }
  // The sliver keeps 0.7 * 10 = 6.999... from losing a row.
  var counts = exact.map { Int(($0 + 1e-9).rounded(.down)) }
  let byRemainder = shares.indices.sorted { a, b in
    let (left, right) = (exact[a] - Double(counts[a]), exact[b] - Double(counts[b]))
    return left == right ? a < b : left > right
  }
  var left = total - counts.reduce(0, +)
  for bin in byRemainder where left > 0 && shares[bin] > 0 {
    counts[bin] += 1
    left -= 1
  }
  for bin in 0..<guaranteed where counts[bin] == 0 && shares[bin] > 0 {
    takeFromLargest(&counts, for: bin)
  }
  return counts
}

/// Moves one row from the fullest bin, if that keeps one.
func takeFromLargest(_ counts: inout [Int], for bin: Int) {
  guard let largest = counts.indices.max(by: { counts[$0] < counts[$1] }), counts[largest] > 1
  else { return }
  counts[largest] -= 1
  counts[bin] += 1
}
