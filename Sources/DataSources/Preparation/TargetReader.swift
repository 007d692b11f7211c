import Tensors

/// Brings target columns into the form a loss wants.
struct TargetReader {
  let columns: [Column]
  let form: TargetForm
  /// What a label is, where the target is a text of labels.
  var labelUnit: LabelUnit?
  /// Known classes; nil until they are taken from the training part.
  var classes: DistinctValues?

  /// Learns the classes from the training rows, where the form has classes.
  mutating func fit(_ rows: [Int], notices: inout [String]) throws {
    switch form {
    case .none, .numbers: return
    case .sequences: classes = try labelClasses(rows)
    case .distributions: classes = DistinctValues(names: columns.map(\.name))
    case .classes:
      let column = try oneColumn()
      try checkLabels(column, rows)
      let found = DistinctValues(column, rows: rows)
      if found.count == 1, let label = found.names.first {
        notices.append("every row of the training part is of class '\(label)'")
      }
      classes = found
    }
  }

  /// The targets of some rows; `part` names them in messages.
  func read(_ rows: [Int], part: Part, notices: inout [String]) throws -> PreparedTargets {
    if form == .none { return .none }
    for column in columns { try refuseMissing(column, rows, isTarget: true) }
    switch form {
    case .none: return .none
    case .classes: return .classes(try classIndices(rows, part))
    case .numbers: return .numbers(try numbers(rows))
    case .sequences: return .sequences(try labels(rows, part) ?? numbers(rows))
    case .distributions: return .distributions(try distributions(rows, part, &notices))
    }
  }

  private func oneColumn() throws -> Column {
    guard columns.count == 1, let column = columns.first else {
      throw DataError.severalTargets(columns: columns.map(\.name))
    }
    return column
  }

  private func checkLabels(_ column: Column, _ rows: [Int]) throws {
    try refuseMissing(column, rows, isTarget: true)
    guard case .numbers(let numbers) = column.values else { return }
    for row in rows where numbers[row] != numbers[row].rounded() || numbers[row].isInfinite {
      throw DataError.notClassLabels(column: column.name, row: row + 1, value: numbers[row])
    }
  }

  private func classIndices(_ rows: [Int], _ part: Part) throws -> [Int32] {
    let column = try oneColumn()
    try checkLabels(column, rows)
    guard let classes else { return [] }
    return try zip(rows, classes.indices(of: column, rows: rows)).map { row, index in
      guard let index else {
        throw DataError.unknownLabel(
          label: column.cell(row) ?? "", row: row + 1, part: part.rawValue, classes: classes.names)
      }
      return Int32(truncatingIfNeeded: index)
    }
  }

  private func numbers(_ rows: [Int]) throws -> Tensor {
    var tensor = Tensor(shape: Shape([rows.count, columns.count]))
    for (position, column) in columns.enumerated() {
      guard case .numbers(let numbers) = column.values else {
        let row = rows.first ?? 0
        throw DataError.textTarget(
          column: column.name, row: row + 1, value: column.cell(row) ?? "")
      }
      try tensor.withUnsafeMutableBufferPointer { target in
        for (index, row) in rows.enumerated() {
          let single = Float(numbers[row])
          guard single.isFinite else {
            throw numbers[row].isInfinite
              ? DataError.infiniteValues(column: column.name, count: 1, rows: [row + 1])
              : DataError.valueTooLarge(column: column.name, row: row + 1, value: numbers[row])
          }
          target[index * columns.count + position] = single
        }
      }
    }
    return tensor
  }

  /// Probabilities as they are; whole numbers of which some row sums to more than 1 are counts
  /// (votes, raters) and are divided by their sum, which a notice says.
  private func distributions(
    _ rows: [Int], _ part: Part, _ notices: inout [String]
  ) throws -> Tensor {
    let raw = try numbers(rows)
    let width = columns.count
    let values = raw.values
    let areCounts =
      values.allSatisfy { $0 >= 0 && $0 == $0.rounded() } && values.contains { $0 > 1 }
    if areCounts, part == .train {
      notices.append("the target columns hold counts: each row is divided by its sum")
    }
    var shares = Tensor(shape: raw.shape)
    try shares.withUnsafeMutableBufferPointer { target in
      for (index, row) in rows.enumerated() {
        let slice = values[index * width..<(index + 1) * width]
        let sum = slice.reduce(0.0) { $0 + Double($1) }
        let negative = slice.firstIndex { $0 < 0 }.map { columns[$0 - index * width].name }
        let isSound = areCounts ? sum > 0 : abs(sum - 1) <= 1e-3
        guard isSound, negative == nil else {
          throw DataError.notADistribution(row: row + 1, sum: sum, negative: negative)
        }
        for (position, value) in slice.enumerated() {
          target[index * width + position] = Float(Double(value) / sum)
        }
      }
    }
    return shares
  }
}
