import Tensors

/// Where the numbers of a further array come from: what a loss reads beside features and targets.
public enum ExtraArray: Sendable, Equatable {
  /// A column of the table, which is then no feature.
  case column(String)
  /// An array of a file of its own, a row for each row of the data.
  case array(NumericArray)
}

extension Dataset {
  /// The name under which a data set keeps what each row counts.
  public static let weightsName = "weights"

  /// The name under which losses and layers find how much of each row counts.
  public static let inputLengthsName = "input_lengths"

  /// What each of some rows counts; nil when every row counts one.
  public func rowWeights(_ rows: [Int]) throws -> [Float]? {
    guard let source = extras[Self.weightsName] else { return nil }
    return try numbers(Self.weightsName, source, rows).values
  }

  /// The further arrays of some rows, by the names losses know them by.
  public func extraArrays(_ rows: [Int]) throws -> [String: Tensor] {
    var arrays: [String: Tensor] = [:]
    for (name, source) in extras where name != Self.weightsName {
      arrays[name] = try numbers(name, source, rows)
    }
    return arrays
  }

  private func numbers(_ name: String, _ source: ExtraArray, _ rows: [Int]) throws -> Tensor {
    switch source {
    case .column(let column): try columnNumbers(column, rows)
    case .array(let array): try arrayNumbers(name, array, rows)
    }
  }

  /// One number a row: [n, 1] as targets are, so that it meets predictions of one column.
  private func columnNumbers(_ name: String, _ rows: [Int]) throws -> Tensor {
    guard case .table(let table) = content else { return Tensor(zeros: [rows.count, 1]) }
    let column = try table.column(name)
    try refuseMissing(column, rows, isTarget: false)
    guard case .numbers(let numbers) = column.values else {
      let row = rows.first ?? 0
      throw DataError.textTarget(column: name, row: row + 1, value: column.cell(row) ?? "")
    }
    return Tensor(shape: [rows.count, 1], values: rows.map { Float(numbers[$0]) })
  }

  private func arrayNumbers(
    _ name: String, _ array: NumericArray, _ rows: [Int]
  ) throws -> Tensor {
    let width = array.rowSize
    let values = rows.flatMap { row in (0..<width).map { Float(array[row * width + $0]) } }
    if let bad = values.firstIndex(where: { !$0.isFinite }) {
      throw DataError.infiniteValues(column: name, count: 1, rows: [rows[bad / max(width, 1)] + 1])
    }
    return Tensor(shape: Shape([rows.count] + array.rowShape), values: values)
  }
}
