/// The numbers of a column, read as `Double`, NaN where a value is missing.
///
/// Held in single precision when each value is exactly representable there (counts, pixels) and
/// in double precision otherwise, so that no digit of the file is lost and most files take half.
public struct NumberColumn: RandomAccessCollection, Sendable {
  enum Storage: Sendable {
    case single([Float])
    case double([Double])
  }

  let storage: Storage

  /// A column of these values.
  public init(_ values: some Collection<Double>) {
    let fits = values.allSatisfy { Double(Float($0)) == $0 || $0.isNaN }
    storage = fits ? .single(values.map { Float($0) }) : .double(Array(values))
  }

  init(storage: Storage) { self.storage = storage }

  /// Always 0.
  public var startIndex: Int { 0 }

  /// The number of rows.
  public var endIndex: Int {
    switch storage {
    case .single(let values): values.count
    case .double(let values): values.count
    }
  }

  /// The value in a row, counted from 0.
  public subscript(row: Int) -> Double {
    switch storage {
    case .single(let values): Double(values[row])
    case .double(let values): values[row]
    }
  }

  /// These rows in this order.
  func selecting(_ rows: [Int]) -> NumberColumn {
    switch storage {
    case .single(let values): NumberColumn(storage: .single(rows.map { values[$0] }))
    case .double(let values): NumberColumn(storage: .double(rows.map { values[$0] }))
    }
  }

  /// This column with the rows of another below.
  func appending(_ other: NumberColumn) -> NumberColumn {
    if case .single(let a) = storage, case .single(let b) = other.storage {
      return NumberColumn(storage: .single(a + b))
    }
    return NumberColumn(storage: .double(Array(self) + Array(other)))
  }
}

extension NumberColumn: Equatable {
  /// Equal values in equal order; a missing value equals a missing value.
  public static func == (a: NumberColumn, b: NumberColumn) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
  }
}
