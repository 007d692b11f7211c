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
