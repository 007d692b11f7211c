extension ConfusionChart {
  /// The most frequent mistakes in a line; empty if none is wanted.
  var note: String {
    guard namedMistakes > 0, !classes.isEmpty, totals.contains(where: { $0 > 0 }) else { return "" }
    let worst = mistakes.prefix(namedMistakes)
    guard !worst.isEmpty else { return "no row is confused" }
    let told = worst.map { mistake in
      "\(classes[mistake.truth]) → \(classes[mistake.predicted]) "
        + "(\(NumberText.count(mistake.count)))"
    }
    return "most confused, \(trueTitle) → \(predictedTitle) (rows): " + told.joined(separator: ", ")
  }

  /// What a reader who cannot see it should be told.
  public var alternative: String {
    let rows = totals.reduce(0, +)
    guard rows > 0 else { return "Confusion matrix of \(classes.count) classes; no rows." }
    let right = classes.indices.reduce(0) { $0 + count($1, $1) }
    let start =
      "Confusion matrix of \(classes.count) classes, \(NumberText.count(rows)) rows, "
      + "\(NumberText.percent(Double(right) / Double(rows))) on the diagonal"
    return note.isEmpty ? start + "." : start + "; " + note + "."
  }
}
