/// The numbers of a column that are not missing, in ascending order.
///
/// Small whole numbers, as of pixels, counts and classes, are counted instead of compared: on the
/// bundled digits that takes a tenth of the time.
func sortedNumbers(_ column: NumberColumn) -> [Double] {
  if let counts = countsOfSmallNumbers(column) {
    var sorted: [Double] = []
    sorted.reserveCapacity(column.count)
    for (number, count) in counts.enumerated() where count > 0 {
      sorted.append(contentsOf: repeatElement(Double(number), count: count))
    }
    return sorted
  }
  return column.filter { !$0.isNaN }.sorted()
}

/// How many different numbers there are among sorted ones.
func distinctCount(sorted: [Double]) -> Int {
  guard var last = sorted.first else { return 0 }
  var count = 1
  for number in sorted where number != last {
    count += 1
    last = number
  }
  return count
}

/// How often each of 0 ..< 4096 occurs; nil for a column with other numbers, or too short to gain.
private func countsOfSmallNumbers(_ column: NumberColumn) -> [Int]? {
  let limit = 4096
  guard column.count >= limit else { return nil }
  var counts = [Int](repeating: 0, count: limit)
  for value in column where !value.isNaN {
    guard value >= 0, value < Double(limit) else { return nil }
    let number = Int(value)
    guard Double(number) == value else { return nil }
    counts[number] += 1
  }
  return counts
}
