/// Shares out `total` rows by `shares` (sum at most 1), largest remainder first.
///
/// A part that is asked for gets at least one row as long as there are rows for all of them; what
/// the shares leave of 1 is left out.
func apportion(_ total: Int, by shares: [Double]) -> [Int] {
  let exact = shares.map { $0 * Double(total) }
  var counts = exact.map { Int(($0 + 1e-9).rounded(.down)) }
  let sum = shares.reduce(0, +)
  let wanted = min(total, Int((sum * Double(total) + 1e-6).rounded()))
  let byRemainder = shares.indices.sorted { a, b in
    let (left, right) = (exact[a] - Double(counts[a]), exact[b] - Double(counts[b]))
    return left == right ? a < b : left > right
  }
  for part in byRemainder where counts.reduce(0, +) < wanted && shares[part] > 0 {
    counts[part] += 1
  }
  let asked = shares.indices.filter { shares[$0] > 0 }
  for part in asked where counts[part] == 0 {
    guard let largest = asked.max(by: { counts[$0] < counts[$1] }), counts[largest] > 1 else { break }
    counts[largest] -= 1
    counts[part] = 1
  }
  return counts
}
