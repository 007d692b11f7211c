/// The lines of results on a terminal.
enum TextTable {
  /// The names of the columns.
  static let head = line(
    "work", "min", "median", "peer", "min", "ratio", "of medians", "goal", "", "disturbed")

  /// One row.
  static func line(_ row: Row) -> String {
    let (quantity, theirs) = (row.quantity, row.theirs)
    return line(
      row.work, quantity.text(row.ours.minimum), quantity.text(row.ours.median),
      theirs?.peer.title ?? "", theirs.map { quantity.text($0.samples.minimum) } ?? "",
      row.ratioOfMinima.map(ratio) ?? "", row.ratioOfMedians.map(ratio) ?? "",
      row.goal?.text(quantity) ?? "", row.verdict, "\(row.disturbed) of \(row.count)")
  }

  private static func line(_ cells: String...) -> String {
    // Negative widths begin at the left.
    let widths = [-46, 8, 8, -12, 8, 6, 10, -15, -12, 9]
    let padded = zip(cells, widths).map { cell, width in
      let padding = String(repeating: " ", count: max(0, abs(width) - cell.count))
      return width < 0 ? cell + padding : padding + cell
    }
    return padded.joined(separator: " ")
  }
}
