/// Columns of equal length under distinct names.
public struct Table: Sendable, Equatable {
  /// The columns, in the order of the file.
  public let columns: [Column]
  /// The number of rows.
  public let rowCount: Int

  /// A table of these columns; nil when their lengths differ or a name occurs twice.
  public init?(_ columns: [Column]) {
    let rows = columns.first?.count ?? 0
    guard columns.allSatisfy({ $0.count == rows }) else { return nil }
    guard Set(columns.map(\.name)).count == columns.count else { return nil }
    self.init(checked: columns, rowCount: rows)
  }

  init(checked columns: [Column], rowCount: Int) {
    self.columns = columns
    self.rowCount = rowCount
  }

  /// The names of the columns.
  public var names: [String] { columns.map(\.name) }

  /// The column of this name; throws `unknownColumn` with the nearest name.
  public func column(_ name: String) throws -> Column {
    try columns[index(of: name)]
  }

  /// The position of the column of this name; throws `unknownColumn` with the nearest name.
  public func index(of name: String) throws -> Int {
    if let index = columns.firstIndex(where: { $0.name == name }) { return index }
    throw unknownColumnError(name, among: names)
  }

  /// These rows (counted from 0) in this order.
  public func selecting(rows: [Int]) -> Table {
    Table(checked: columns.map { $0.selecting(rows) }, rowCount: rows.count)
  }

  /// The first rows, as `rows=` asks for.
  public func prefix(_ rows: Int) -> Table {
    rows >= rowCount ? self : selecting(rows: Array(0..<max(0, rows)))
  }

  /// The cells of some rows as text, nil where a value is missing: what the verb `head` shows.
  public func cells(rows: Range<Int>) -> [[String?]] {
    rows.clamped(to: 0..<rowCount).map { row in columns.map { $0.cell(row) } }
  }

  /// The rows of a table with the same columns (in any order) below.
  func appending(_ other: Table) -> Table? {
    guard columns.count == other.columns.count else { return nil }
    var joined: [Column] = []
    for column in columns {
      guard let more = other.columns.first(where: { $0.name == column.name }) else { return nil }
      joined.append(column.appending(more))
    }
    return Table(checked: joined, rowCount: rowCount + other.rowCount)
  }
}

func unknownColumnError(_ name: String, among names: [String]) -> DataError {
  let known = Array(names.prefix(12))
  return .unknownColumn(name: name, nearest: nearestName(to: name, among: names), known: known)
}
