import Glibc

/// The numbers of a piece by columns: each a strip in single precision, or in double precision
/// where a number asks for it.
final class ColumnStrips {
  let width: Int
  private let path: String
  private(set) var rows = 0
  /// Rows that a strip has room for.
  private var capacity = 0
  private var singles: UnsafeMutablePointer<Float>?
  /// Only where some column needs it.
  private var doubles: UnsafeMutablePointer<Double>?
  /// Whether a column is held in double precision; most columns that once were are again.
  private var isDouble: [Bool]

  /// - Parameter path: what errors call the file.
  init(width: Int, path: String) {
    self.width = width
    self.path = path
    isDouble = Array(repeating: false, count: width)
  }

  deinit {
    free(singles)
    free(doubles)
  }

  /// Forgets all rows and makes room for some; memory is taken from the system where it is written.
  func restart(capacity wanted: Int) throws(DataError) {
    rows = 0
    guard wanted > capacity else { return }
    free(singles)
    free(doubles)
    (singles, doubles, capacity) = (nil, nil, wanted)
    singles = try memory()
    if isDouble.contains(true) { doubles = try memory() }
  }

  private func memory<Number>() throws(DataError) -> UnsafeMutablePointer<Number> {
    let (count, overflow) = width.multipliedReportingOverflow(by: capacity)
    let bytes = count.multipliedReportingOverflow(by: MemoryLayout<Number>.stride)
    guard !overflow, !bytes.overflow, let raw = malloc(max(1, bytes.partialValue)) else {
      throw DataError.tooLarge(path: path, bytes: bytes.partialValue, limit: bytes.partialValue)
    }
    return raw.bindMemory(to: Number.self, capacity: count)
  }

  /// Takes over the rows of a block, for which there must be room, and empties it.
  func append(_ block: NumberBlock) throws(DataError) {
    for column in 0..<width {
      let source = block.values + column
      if !isDouble[column], !appendSingles(source, block.rows, column) { try widen(column) }
      if isDouble[column], let target = doubles.map({ $0 + column * capacity + rows }) {
        for row in 0..<block.rows { target[row] = source[row &* width] }
      }
    }
    rows += block.rows
    block.rows = 0
  }

  /// False when one of the numbers is not exact in single precision.
  @inline(__always)
  private func appendSingles(
    _ source: UnsafePointer<Double>, _ count: Int, _ column: Int
  ) -> Bool {
    guard let target = singles.map({ $0 + column * capacity + rows }) else { return false }
    var fits = true
    for row in 0..<count {
      let value = source[row &* width]
      let single = Float(value)
      target[row] = single
      fits = fits && (Double(single) == value || value.isNaN)
    }
    return fits
  }

  private func widen(_ column: Int) throws(DataError) {
    if doubles == nil { doubles = try memory() }
    isDouble[column] = true
    guard let singles, let doubles else { return }
    for row in column * capacity..<column * capacity + rows { doubles[row] = Double(singles[row]) }
  }

  /// A column's numbers.
  enum Strip {
    case single(UnsafeBufferPointer<Float>)
    case double(UnsafeBufferPointer<Double>)
  }

  /// The numbers of a column, valid until the next `restart`.
  func strip(_ column: Int) -> Strip {
    if isDouble[column] {
      let start = doubles.map { UnsafePointer($0 + column * capacity) }
      return .double(UnsafeBufferPointer(start: start, count: start == nil ? 0 : rows))
    }
    let start = singles.map { UnsafePointer($0 + column * capacity) }
    return .single(UnsafeBufferPointer(start: start, count: start == nil ? 0 : rows))
  }
}
