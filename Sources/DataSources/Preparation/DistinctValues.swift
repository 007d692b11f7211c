/// The distinct values of a column, numbers ascending or texts in lexicographic order, and the
/// number that each is mapped to: the classes of a target, the categories of an encoding.
public struct DistinctValues: Sendable, Equatable, Codable {
  private enum Values: Sendable, Equatable, Codable {
    case numbers([Double])
    case texts([String])
  }

  private let values: Values

  /// The values that occur in these rows (counted from 0); missing ones do not count.
  public init(_ column: Column, rows: [Int]) {
    self.init(column, rows: rows, adding: nil, nil)
  }

  /// With one more text or number, of the column's kind.
  init(_ column: Column, rows: [Int], adding text: String?, _ number: Double?) {
    switch column.values {
    case .numbers(let numbers):
      var found = Set(rows.lazy.map { numbers[$0] }.filter { !$0.isNaN })
      if let number, rows.contains(where: { numbers[$0].isNaN }) { found.insert(number) }
      values = .numbers(found.sorted())
    case .text(let texts):
      let codes = Set(rows.lazy.map { texts.codes[$0] }.filter { $0 >= 0 })
      var found = Set(codes.map { texts.dictionary[Int($0)] })
      if let text, rows.contains(where: { texts.codes[$0] < 0 }) { found.insert(text) }
      values = .texts(found.sorted(by: scalarOrder))
    }
  }

  /// These texts in this order: the names of distribution columns.
  init(names: [String]) { values = .texts(names) }

  /// The values as they are shown, in order: the name of class 0 first.
  public var names: [String] {
    switch values {
    case .numbers(let numbers): numbers.map(plainNumber)
    case .texts(let texts): texts
    }
  }

  /// How many there are.
  public var count: Int {
    switch values {
    case .numbers(let numbers): numbers.count
    case .texts(let texts): texts.count
    }
  }

  /// The position of one row's value; nil when it is missing or was never seen.
  func index(of column: Column, row: Int) -> Int? {
    switch (values, column.values) {
    case (.numbers(let known), .numbers(let numbers)):
      return sortedIndex(of: numbers[row], in: known)
    case (.numbers(let known), .text(let texts)):
      return texts[row].flatMap(Double.init).flatMap { sortedIndex(of: $0, in: known) }
    case (.texts(let known), _):
      return column.cell(row).flatMap { known.firstIndex(of: $0) }
    }
  }

  /// The positions of all these rows' values, nil as in `index(of:row:)`.
  func indices(of column: Column, rows: [Int]) -> [Int?] {
    guard case .texts = values, case .text(let texts) = column.values else {
      return rows.map { index(of: column, row: $0) }
    }
    var positions: [String: Int] = [:]
    for (position, name) in names.enumerated() { positions[name] = position }
    let ofCode = texts.dictionary.map { positions[$0] }
    return rows.map { texts.codes[$0] < 0 ? nil : ofCode[Int(texts.codes[$0])] }
  }

  private func sortedIndex(of value: Double, in known: [Double]) -> Int? {
    var (low, high) = (0, known.count)
    while low < high {
      let middle = (low + high) / 2
      if known[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low < known.count && known[low] == value ? low : nil
  }
}

/// By Unicode scalars, as Python sorts: the same everywhere.
func scalarOrder(_ a: String, _ b: String) -> Bool {
  a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
}
