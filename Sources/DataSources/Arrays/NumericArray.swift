import Tensors

/// Numbers of any shape, row-major, as they come from an IDX or NPY file.
///
/// Bytes stay bytes and single precision stays single: images take a quarter of what they would
/// as floats. Whatever is wider is held in double precision. Large ones stay as the file has them.
public struct NumericArray: Sendable {
  enum Storage: Sendable {
    case bytes([UInt8])
    case single([Float])
    case double([Double])
    /// Rows below each other, none of them empty.
    case stored([RowSegment])

    var count: Int {
      switch self {
      case .bytes(let values): values.count
      case .single(let values): values.count
      case .double(let values): values.count
      case .stored(let segments): segments.reduce(0) { $0 + $1.count }
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

  /// An array that stays in a file's bytes; nil where it has no rows or does not lie in them.
  init?(shape: [Int], in bytes: FileBytes, at offset: Int, type: ElementType, isBigEndian: Bool) {
    guard let rows = shape.first, rows > 0, let width = elementCount(Array(shape.dropFirst())),
      let segment = RowSegment(
        bytes, offset: offset, type: type, isBigEndian: isBigEndian, width: width, rows: rows)
    else { return nil }
    self.init(shape: shape, storage: .stored([segment]))
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
    case .stored(let segments): segments.number(at: position)
    }
  }

  /// All values in double precision, row-major; none is rounded.
  public var doubles: [Double] {
    switch storage {
    case .bytes(let values): values.map { Double($0) }
    case .single(let values): values.map { Double($0) }
    case .double(let values): values
    case .stored(let segments): segments.doubles
    }
  }

  /// All values in single precision, row-major.
  public var floats: [Float] {
    switch storage {
    case .bytes(let values): values.map { Float($0) }
    case .single(let values): values
    case .double(let values): values.map { Float($0) }
    case .stored(let segments):
      RowMatrix(segments, rowShape: rowShape)?.values ?? segments.doubles.map { Float($0) }
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
      case .stored(let segments): .stored(segments.prefix(rows: max(0, rows)))
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
      case (.stored, _), (_, .stored): joinedSegments(other)
      default: .double((0..<count).map { self[$0] } + (0..<other.count).map { other[$0] })
      }
    return NumericArray(shape: [rowCount + other.rowCount] + rowShape, storage: joined)
  }
}

extension NumericArray {
  /// The rows as segments: those of a file as they are, others in a copy.
  var segments: [RowSegment] {
    switch storage {
    case .stored(let segments): segments
    case .bytes(let values): copied(values, .uint8)
    case .single(let values): copied(values, .float32)
    case .double(let values): copied(values, .float64)
    }
  }

  private func copied<Value: BitwiseCopyable>(
    _ values: [Value], _ type: ElementType
  ) -> [RowSegment] {
    let segment = values.withUnsafeBytes { FileBytes(copying: $0) }.flatMap { bytes in
      RowSegment(
        bytes, offset: 0, type: type, isBigEndian: 1.littleEndian != 1, width: rowSize,
        rows: rowCount)
    }
    return segment.map { [$0] } ?? []
  }

  private func joinedSegments(_ other: NumericArray) -> Storage {
    let joined = segments + other.segments
    guard joined.reduce(0, { $0 + $1.rows }) == rowCount + other.rowCount else {
      return .double(doubles + other.doubles)
    }
    return .stored(joined)
  }
}

extension NumericArray: Equatable {
  /// Whether shapes and values are equal, in whatever form they are held.
  public static func == (a: NumericArray, b: NumericArray) -> Bool {
    guard a.shape == b.shape else { return false }
    switch (a.storage, b.storage) {
    case (.bytes(let x), .bytes(let y)): return x == y
    case (.single(let x), .single(let y)): return x == y
    default: return (0..<a.count).allSatisfy { a[$0] == b[$0] }
    }
  }
}

extension [RowSegment] {
  /// The value at a position in row-major order.
  fileprivate func number(at position: Int) -> Double {
    var left = position
    for segment in self {
      if left < segment.count {
        var number = Double.nan
        segment.read(left..<left + 1, into: &number)
        return number
      }
      left -= segment.count
    }
    preconditionFailure("number \(position) of \(position - left)")
  }

  /// All values, row-major.
  fileprivate var doubles: [Double] {
    let count = reduce(0) { $0 + $1.count }
    return [Double](unsafeUninitializedCapacity: count) { place, written in
      guard var next = place.baseAddress else { return }
      for segment in self {
        segment.read(0..<segment.count, into: next)
        next += segment.count
      }
      written = count
    }
  }

  /// The first rows.
  fileprivate func prefix(rows: Int) -> [RowSegment] {
    var left = rows
    return compactMap { segment in
      defer { left -= segment.rows }
      return left > 0 ? segment.prefix(left) : nil
    }
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
