/// What a label of a transcript is.
public enum LabelUnit: String, Sendable, CaseIterable {
  /// A character as people see it, blanks between words too.
  case characters
  /// What stands between blanks.
  case words

  /// The labels of a text, in order.
  func labels(of text: String) -> [String] {
    switch self {
    case .characters: trimmedText(text).map { String($0) }
    case .words: text.split(whereSeparator: \.isWhitespace).map { String($0) }
    }
  }

  /// The classes of some rows: the blank, which is class 0, and every label in the order of
  /// Unicode's scalars.
  func classes(of column: Column, rows: [Int]) -> DistinctValues {
    var found: Set<String> = []
    for row in rows { found.formUnion(labels(of: column.cell(row) ?? "")) }
    return DistinctValues(names: [Self.blank] + found.sorted(by: scalarOrder))
  }

  /// The name of class 0, which stands for no label.
  static let blank = ""
}
