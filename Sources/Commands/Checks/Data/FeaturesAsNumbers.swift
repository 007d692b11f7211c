import DataSources

extension DataCheck {
  /// Whether every feature is a number, or becomes one.
  static let features = DataCheck("features", "whether every feature becomes a number") { data in
    let texts = data.dataset.featureColumns.filter {
      $0.isText && data.preparation.keeps($0.name) && !data.preparation.encodes($0.name)
    }
    guard texts.isEmpty else { return textAnswer(texts, data.dataset.rowCount) }
    switch data.features {
    case .success(let prepared):
      return .ok("\(counted(prepared.rowShape.count, "number")) a row")
    case .failure(DataError.missingValues): return nil
    case .failure(let error): return .fail(error)
    }
  }
}

/// Text becomes categories, unless nearly every row has a text of its own.
private func textAnswer(_ columns: [Column], _ rows: Int) -> DataCheck.Answer {
  let names = list(columns.prefix(4).map(\.name)) + (columns.count > 4 ? " and others" : "")
  let words = columns.count == 1 ? "the column \(names) is text" : "the columns \(names) are text"
  let free = columns.filter { DistinctValues($0, rows: Array(0..<rows)).count * 2 > rows }
  guard !free.isEmpty else { return .fail(words, try: "encode") }
  let dropped = free.prefix(6).map { typedName($0.name) }
  return .fail(
    "\(words), in \(list(Array(dropped))) nearly every row another",
    try: "select drop=[\(dropped.joined(separator: ", "))]")
}
