/// A named column of numbers or texts.
public struct Column: Sendable, Equatable {
  /// What a column holds.
  public enum Values: Sendable, Equatable {
    /// Numbers; NaN is a missing value.
    case numbers(NumberColumn)
    /// Texts; nil is a missing value.
    case text(TextColumn)
  }

  /// The name, unique in its table.
  public let name: String
  /// The values, one a row.
  public let values: Values

  /// A column of ready values.
  public init(name: String, values: Values) {
    self.name = name
    self.values = values
  }

  /// A column of numbers; NaN is a missing value.
  public init(name: String, numbers: [Double]) {
    self.init(name: name, values: .numbers(NumberColumn(numbers)))
  }

  /// A column of texts; nil is a missing value.
  public init(name: String, texts: [String?]) {
    self.init(name: name, values: .text(TextColumn(texts)))
  }

  /// The number of rows.
  public var count: Int {
    switch values {
    case .numbers(let numbers): numbers.count
    case .text(let texts): texts.count
    }
  }

  /// Whether the column holds texts.
  public var isText: Bool {
    if case .text = values { return true }
    return false
  }

  /// Whether the value in a row (counted from 0) is missing.
  public func isMissing(_ row: Int) -> Bool {
    switch values {
    case .numbers(let numbers): numbers[row].isNaN
    case .text(let texts): texts.codes[row] < 0
    }
  }

  /// The value in a row (counted from 0) as it would be typed; nil where it is missing.
  public func cell(_ row: Int) -> String? {
    switch values {
    case .numbers(let numbers): numbers[row].isNaN ? nil : plainNumber(numbers[row])
    case .text(let texts): texts[row]
    }
  }

  func renamed(_ name: String) -> Column { Column(name: name, values: values) }

  func selecting(_ rows: [Int]) -> Column {
    switch values {
    case .numbers(let numbers): Column(name: name, values: .numbers(numbers.selecting(rows)))
    case .text(let texts): Column(name: name, values: .text(texts.selecting(rows)))
    }
  }

  /// The rows of another column below, as text when either is text.
  func appending(_ other: Column) -> Column {
    if case .numbers(let a) = values, case .numbers(let b) = other.values {
      return Column(name: name, values: .numbers(a.appending(b)))
    }
    var texts = TextColumn()
    for column in [self, other] {
      for row in 0..<column.count { texts.append(column.cell(row)) }
    }
    return Column(name: name, values: .text(texts))
  }
}

/// A number in its shortest exact form: "3" for 3.0, "0.1", "1e+20".
func plainNumber(_ value: Double) -> String {
  if value == value.rounded(), value.magnitude < 1e15 { return String(Int(value)) }
  return "\(value)"
}
