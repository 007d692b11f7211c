/// Spearman's rank correlation of two lists of equal length: 1 when one rises wherever the other
/// does, 0 when they have nothing to do with each other or one of them is constant.
///
/// Equal numbers share the mean of their ranks.
func rankCorrelation(_ first: [Double], _ second: [Double]) -> Double {
  let (a, b) = (ranks(first), ranks(second))
  let count = Double(max(1, a.count))
  let middle = (count - 1) / 2
  var (product, left, right) = (0.0, 0.0, 0.0)
  for (x, y) in zip(a, b) {
    product += (x - middle) * (y - middle)
    left += (x - middle) * (x - middle)
    right += (y - middle) * (y - middle)
  }
  return left > 0 && right > 0 ? product / (left * right).squareRoot() : 0
}

/// The place of each number in ascending order, counted from 0.
private func ranks(_ numbers: [Double]) -> [Double] {
  let order = numbers.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
  var ranks = [Double](repeating: 0, count: numbers.count)
  var start = 0
  while start < order.count {
    let value = numbers[order[start]]
    var end = start
    while end + 1 < order.count, numbers[order[end + 1]] == value { end += 1 }
    for place in start...end { ranks[order[place]] = Double(start + end) / 2 }
    start = end + 1
  }
  return ranks
}
