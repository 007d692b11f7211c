/// Numbers of any shape, row-major, as they come from an IDX or NPY file.
///
/// Bytes stay bytes and single precision stays single: images take a quarter of what they would
/// as floats. Whatever is wider is held in double precision.
public struct NumericArray: Sendable, Equatable {
  enum Storage: Sendable, Equatable {
    case bytes([UInt8])
    case single([Float])
    case double([Double])

    var count: Int {
      switch self {
      case .bytes(let values): values.count
      case .single(let values): values.count
      case .double(let values): values.count
      }
    }
  }

  /// The sizes of the axes, slowest first; the first axis counts rows.
  public let shape: [Int]
  let storage: Storage

  init(shape: [Int], storage: Storage) {
    self.shape = shape
    self.storage = storage
  }

  /// An array of these values; nil when the shape asks for another number of them.
  public init?(shape: [Int], values: [Float]) {
    guard elementCount(shape) == values.count else { return nil }
    self.init(shape: shape, storage: .single(values))
  }

  /// The number of values.
  public var count: Int { storage.count }
  /// The number of rows: the size of the first axis, 1 for a lone number.
  public var rowCount: Int { shape.first ?? 1 }
  /// The shape of one row, [] when a row is a number.
  public var rowShape: [Int] { Array(shape.dropFirst()) }
  /// The number of values in a row.
  public var rowSize: Int { shape.dropFirst().reduce(1, *) }

  /// The value at a position in row-major order.
  public subscript(position: Int) -> Double {
    switch storage {
    case .bytes(let values): Double(values[position])
    case .single(let values): Double(values[position])
    case .double(let values): values[position]
    }
  }

  /// All values in double precision, row-major; none is rounded.
  public var doubles: [Double] {
    switch storage {
    case .bytes(let values): values.map { Double($0) }
    case .single(let values): values.map { Double($0) }
    case .double(let values): values
    }
  }

  /// All values in single precision, row-major.
  public var floats: [Float] {
    switch storage {
    case .bytes(let values): values.map { Float($0) }
    case .single(let values): values
    case .double(let values): values.map { Float($0) }
    }
  }

  /// The first rows, as `rows=` asks for.
  public func prefix(_ rows: Int) -> NumericArray {
    guard rows < rowCount, let first = shape.first, first > 0 else { return self }
    let count = max(0, rows) * rowSize
    let kept: Storage =
      switch storage {
      case .bytes(let values): .bytes(Array(values[..<count]))
      case .single(let values): .single(Array(values[..<count]))
      case .double(let values): .double(Array(values[..<count]))
      }
    return NumericArray(shape: [max(0, rows)] + rowShape, storage: kept)
  }

  /// The rows of another array below; nil when the row shapes differ.
  func appending(_ other: NumericArray) -> NumericArray? {
    guard rowShape == other.rowShape, !shape.isEmpty, !other.shape.isEmpty else { return nil }
    let joined: Storage =
      switch (storage, other.storage) {
      case (.bytes(let a), .bytes(let b)): .bytes(a + b)
      case (.single(let a), .single(let b)): .single(a + b)
      default: .double((0..<count).map { self[$0] } + (0..<other.count).map { other[$0] })
      }
    return NumericArray(shape: [rowCount + other.rowCount] + rowShape, storage: joined)
  }
}

/// The product of the sizes, nil when it overflows.
func elementCount(_ shape: [Int]) -> Int? {
  var count = 1
  for size in shape {
    let (product, overflow) = count.multipliedReportingOverflow(by: size)
    guard !overflow, size >= 0 else { return nil }
    count = product
  }
  return count
}
