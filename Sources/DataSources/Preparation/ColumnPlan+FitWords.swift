extension ColumnPlan {
  /// The vocabulary is that of the training rows, the most frequent word first.
  func fitWords(
    _ limit: Int, _ rows: [Int], _ fitted: inout FittedColumn, _ notices: inout [String]
  ) throws {
    var counts = WordCounts()
    for row in rows {
      if let text = column.cell(row) ?? fitted.text { counts.add(text) }
    }
    let kept = counts.mostFrequent(limit)
    guard !kept.isEmpty else {
      throw DataError.nothingToFit(column: column.name, step: Encoding.bag.name)
    }
    fitted.encoding = .bag
    fitted.categories = DistinctValues(names: kept.map(\.word))
    guard kept.count < counts.distinct else { return }
    let covered = kept.reduce(0) { $0 + $1.count }
    notices.append(
      "column '\(column.name)': the vocabulary holds \(kept.count) of \(counts.distinct) words of "
        + "the training part, \(share(covered, of: counts.tokens)) of its text")
  }
}

/// A share in percent with one digit after the point.
func share(_ part: Int, of whole: Int) -> String {
  guard whole > 0 else { return "0 %" }
  return plainNumber((1000 * Double(part) / Double(whole)).rounded() / 10) + " %"
}
