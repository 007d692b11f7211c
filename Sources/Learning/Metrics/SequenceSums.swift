/// All that the metrics of label sequences need to know of a part: sums over its rows.
public struct SequenceSums: Sendable, Equatable {
  /// The edits of all rows together.
  public private(set) var edits = EditOperations()
  /// Rows read without an edit.
  public private(set) var exact = 0
  /// Rows in the sums.
  public private(set) var count = 0
  /// Rows whose outputs were infinite or no number at all; they are in no sum.
  public internal(set) var notFinite = 0

  /// The number of rows judged.
  public var rows: Int { count + notFinite }

  /// Adds a row, as often as it counts.
  mutating func add(_ row: EditOperations, times: Int = 1) {
    edits.add(row, times: times)
    exact += row.edits == 0 ? times : 0
    count += times
  }
}
