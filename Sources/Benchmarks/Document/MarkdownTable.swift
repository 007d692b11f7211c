/// Tables of results in Markdown.
enum MarkdownTable {
  /// Rows that have a goal.
  static func goals(_ rows: [Row]) -> String {
    table(
      ["work", "lossrepl", "beside", "ratio", "of medians", "goal", "", "disturbed"],
      rows.map { row in
        cells(row) + [
          row.goal?.text(row.quantity) ?? "", row.isMet == false ? "**missed**" : row.verdict,
          disturbed(row),
        ]
      })
  }

  /// Rows without one.
  static func others(_ rows: [Row]) -> String {
    table(
      ["work", "lossrepl", "beside", "ratio", "of medians", "disturbed"],
      rows.map { cells($0) + [disturbed($0)] })
  }

  /// How times grow.
  static func growth(_ growth: Growth) -> String {
    table(
      [growth.size, "an epoch", "per unit"],
      growth.places.map { place in
        [
          grouped(Int(place.size)), time(place.seconds),
          "\(decimal(place.seconds / place.size * 1e9, 1)) ns",
        ]
      })
  }

  private static func cells(_ row: Row) -> [String] {
    let beside = row.theirs.map {
      "\($0.peer.title) \(row.quantity.text($0.samples.minimum))"
    }
    return [
      row.work, row.quantity.text(row.ours.minimum), beside ?? "",
      row.ratioOfMinima.map(ratio) ?? "", row.ratioOfMedians.map(ratio) ?? "",
    ]
  }

  private static func disturbed(_ row: Row) -> String { "\(row.disturbed) of \(row.count)" }

  private static func table(_ head: [String], _ rows: [[String]]) -> String {
    let rule = head.map { _ in "---" }
    return ([head, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }
}
