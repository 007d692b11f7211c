import Glibc
import Tensors

extension Findings {
  /// How undecided target distributions are.
  mutating func measureDistributions(_ rows: Tensor) {
    let width = rows.rowCount
    add(.rows, Double(rows.rows), "\(counted(rows.rows, "row")) to learn from")
    add(
      .classes, Double(width),
      "every row of the target is a distribution over \(width) classes")
    let entropies = (0..<rows.rows).map { entropy(rows.row($0)) }
    let ambiguity =
      entropies.reduce(0, +) / Double(max(1, entropies.count)) / log(Double(max(2, width)))
    add(
      .ambiguity, ambiguity,
      "their entropy is \(short(ambiguity)) of the largest there is: 0 would be certain, 1 even")
  }

  /// Several yes-or-no answers: how rare a yes is where it is rarest.
  mutating func measureAnswers(_ numbers: Tensor) {
    let (rows, width) = (numbers.rows, numbers.rowCount)
    add(.rows, Double(rows), "\(counted(rows, "row")) to learn from")
    add(
      .columns, Double(width), "every row of the target answers \(width) questions by 0 or 1")
    let values = numbers.values
    let yes = (0..<width).map { column in
      (0..<rows).count { values[$0 * width + column] == 1 }
    }
    let ratios = yes.map { Double(max($0, rows - $0)) / Double(max(1, min($0, rows - $0))) }
    guard let ratio = ratios.max(), let column = ratios.firstIndex(of: ratio) else { return }
    add(
      .imbalance, ratio,
      "answer \(column + 1) is the least even: \(yes[column]) of \(counted(rows, "row")) say 1")
  }
}

/// −Σ p log p of numbers divided by their sum, 0 log 0 being 0.
private func entropy(_ row: [Float]) -> Double {
  let sum = row.reduce(0.0) { $0 + Double($1) }
  guard sum > 0 else { return 0 }
  return row.reduce(0.0) { total, value in
    let p = Double(value) / sum
    return p > 0 ? total - p * log(p) : total
  }
}
