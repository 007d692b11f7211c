/// The rows of a data set by the value of their target.
struct TargetGroups {
  let column: Column
  /// The distinct values as text, sorted as classes are.
  let labels: [String]
  /// Rows per label, in ascending order.
  let rows: [[Int]]
  /// Rows without a target.
  let missing: [Int]

  init(_ column: Column, among candidates: [Int]) {
    self.column = column
    missing = candidates.filter { column.isMissing($0) }
    let present = candidates.filter { !column.isMissing($0) }
    let distinct = DistinctValues(column, rows: present)
    labels = distinct.names
    var groups = Array(repeating: [Int](), count: labels.count)
    for row in present {
      if let index = distinct.index(of: column, row: row) { groups[index].append(row) }
    }
    rows = groups
  }

  /// Throws `cannotStratify` for a target of measurements: fractions, or more distinct numbers
  /// than half of the rows or than 20 and a tenth of the rows.
  func checkClasses(total: Int) throws {
    guard case .numbers(let numbers) = column.values else { return }
    let areWhole = numbers.allSatisfy { $0.isNaN || $0 == $0.rounded() }
    let limit = max(2, min(total / 2, max(20, total / 10)))
    guard areWhole, labels.count <= limit else {
      throw DataError.cannotStratify(column: column.name, distinct: labels.count, rows: total)
    }
  }
}
