/// How many rows of each class go to each bin, in proportion and with the bins' sizes kept.
///
/// Every class that has rows for it is in each of the first three bins asked for, even where that
/// moves a bin's size by one; a class with fewer rows than bins trains first.
///
/// - Parameters:
///   - classes: the number of rows of each class.
///   - shares: the bins' shares, which sum to 1.
func stratifiedCounts(classes: [Int], shares: [Double]) -> [[Int]] {
  let total = classes.reduce(0, +)
  let wanted = apportion(total, by: shares, guaranteed: 3)
  var counts = classes.map { size in shares.map { Int(($0 * Double(size) + 1e-9).rounded(.down)) } }
  var room = wanted.indices.map { bin in wanted[bin] - counts.reduce(0) { $0 + $1[bin] } }
  // Small classes choose first: a row matters most to them.
  for index in classes.indices.sorted(by: { (classes[$0], $0) < (classes[$1], $1) }) {
    var remainder = shares.indices.map {
      shares[$0] * Double(classes[index]) - Double(counts[index][$0])
    }
    for _ in 0..<(classes[index] - counts[index].reduce(0, +)) {
      let open = shares.indices.filter { room[$0] > 0 }
      let bin = open.max { (remainder[$0], $1) < (remainder[$1], $0) } ?? 0
      counts[index][bin] += 1
      room[bin] -= 1
      remainder[bin] -= 1
    }
    giveEachPartARow(&counts[index], shares)
  }
  return counts
}

private func giveEachPartARow(_ counts: inout [Int], _ shares: [Double]) {
  let asked = (0..<3).filter { shares[$0] > 0 }
  if counts.reduce(0, +) >= asked.count {
    for bin in asked where counts[bin] == 0 { takeFromLargest(&counts, for: bin) }
  } else if shares[0] > 0, counts[0] == 0, let other = counts.firstIndex(where: { $0 > 0 }) {
    counts[other] -= 1
    counts[0] += 1
  }
}
