/// Collects one column's numbers and what speaks against its being numbers.
struct ColumnBuilder {
  private var singles: [Float] = []
  private var doubles: [Double] = []
  private var isDouble = false
  private var numberCount = 0
  private(set) var textCount = 0
  private var firstText: (row: Int, text: String)?

  /// Whether a value was met that is no number.
  var isText: Bool { textCount > 0 }

  mutating func reserve(_ rows: Int) { singles.reserveCapacity(rows) }

  /// Notes a value that is no number; its row is counted from 0.
  mutating func noteText(row: Int, _ text: () -> String) {
    if textCount == 0 { firstText = (row, text()) }
    textCount += 1
  }

  /// Takes over one column of a block of rows.
  mutating func append(_ values: UnsafePointer<Double>, stride: Int, count: Int) {
    if isText {
      for row in 0..<count where !values[row * stride].isNaN { numberCount += 1 }
      return
    }
    if !isDouble {
      var fits = true
      for row in 0..<count {
        let value = values[row * stride]
        fits = fits && (Double(Float(value)) == value || value.isNaN)
      }
      if fits {
        for row in 0..<count { singles.append(Float(values[row * stride])) }
        return
      }
      doubles.reserveCapacity(singles.capacity)
      doubles.append(contentsOf: singles.lazy.map { Double($0) })
      (singles, isDouble) = ([], true)
    }
    for row in 0..<count { doubles.append(values[row * stride]) }
  }

  /// The column's numbers; the builder is empty afterwards.
  mutating func finish() -> NumberColumn.Storage {
    defer { (singles, doubles) = ([], []) }
    return isDouble ? .double(doubles) : .single(singles)
  }

  /// A sentence when all but a tenth of the values at most are numbers.
  func almostNumeric(_ name: String, rows: Int) -> String? {
    guard let firstText, rows > 0 else { return nil }
    let before = singles.count { !$0.isNaN } + doubles.count { !$0.isNaN }
    let numbers = numberCount + before
    guard textCount * 10 <= numbers else { return nil }
    let others = textCount == 1 ? "one value" : "\(textCount) values"
    return "column '\(name)' is text because \(others) of \(rows) cannot be read as a number: "
      + "'\(firstText.text)' in row \(firstText.row + 1) is the first "
      + "(missing=\"\(firstText.text)\" would take it for missing)"
  }
}

/// Some rows of numbers in row order, on their way from the parser to the columns.
///
/// The parser writes them one behind the other; going to a thousand columns directly would touch
/// a thousand cache lines a row.
final class NumberBlock {
  let width: Int
  let values: UnsafeMutablePointer<Double>
  private let capacity: Int
  var rows = 0

  init(width: Int) {
    self.width = width
    // 256 KB stay in the second-level cache.
    capacity = max(1, min(1024, 32_768 / max(1, width)))
    values = .allocate(capacity: capacity * max(1, width))
    values.initialize(repeating: .nan, count: capacity * max(1, width))
  }

  deinit { values.deallocate() }

  var isFull: Bool { rows == capacity }
  var nextRow: UnsafeMutablePointer<Double> { values + rows * width }
}
