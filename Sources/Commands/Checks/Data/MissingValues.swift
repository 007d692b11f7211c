import DataSources

extension DataCheck {
  /// How many values are missing, and whether something fills them.
  static let missing = DataCheck("missing", "whether values are missing") { data in
    let columns = data.dataset.featureColumns.filter { data.preparation.keeps($0.name) }
    guard !columns.isEmpty else { return nil }
    let gaps = columns.map { ($0.name, count: (0..<$0.count).count(where: $0.isMissing)) }
      .filter { $0.count > 0 }
    guard !gaps.isEmpty else { return .ok("no value is missing") }
    let words =
      list(gaps.prefix(4).map { "\($0.0) \(grouped($0.count))" })
      + (gaps.count > 4 ? " and further columns" : "")
    let open = gaps.filter { !data.preparation.imputes($0.0) }
    guard !open.isEmpty else { return .ok("missing values are filled in: \(words)") }
    return .fail("values are missing: \(words)", try: "impute")
  }
}

extension Preparation {
  /// Whether a column is a feature after all selections.
  func keeps(_ column: String) -> Bool {
    steps.allSatisfy { step in
      switch step {
      case .select(let names): names.contains(column)
      case .drop(let names): !names.contains(column)
      default: true
      }
    }
  }

  /// Whether missing values of a column are filled in.
  func imputes(_ column: String) -> Bool {
    steps.contains { step in
      if case .impute(let columns, _) = step { return columns?.contains(column) ?? true }
      return false
    }
  }

  /// Whether a column of text becomes numbers.
  func encodes(_ column: String) -> Bool {
    steps.contains { step in
      switch step {
      case .encode(let columns, _), .countWords(let columns, _), .tokenize(let columns, _):
        columns?.contains(column) ?? true
      default: false
      }
    }
  }
}
