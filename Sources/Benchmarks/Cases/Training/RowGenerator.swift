import Tensors

/// Rows with something to learn in them, the same ones at every run.
///
/// Features are uniform in [0, 1). The class is the number of the largest of the ten sums over a
/// tenth of neighbouring features each; so a loss that does not fall means an error.
struct RowGenerator {
  static let classes = 10
  /// Features of a row, at least 10.
  let width: Int
  private var random: RandomGenerator

  init(width: Int) {
    self.width = width
    random = RandomGenerator(seed: 784)
  }

  /// Fills the next row and returns its class.
  mutating func next(_ row: UnsafeMutableBufferPointer<Float>) -> Int32 {
    let block = width / Self.classes
    var sums = InlineSums()
    for column in 0..<width {
      // 24 bits, so that the value is the same in single and in double precision.
      let value = Float(random.next() >> 40) * 0x1p-24
      row[column] = value
      if column / block < Self.classes { sums[column / block] += value }
    }
    return Int32(sums.largest)
  }

  /// Sixteen sums, the first ten of which are used; without an allocation for each row.
  private struct InlineSums {
    private var sums = SIMD16<Float>()

    subscript(block: Int) -> Float {
      get { sums[block] }
      set { sums[block] = newValue }
    }

    /// The number of the largest, the first one of equals.
    var largest: Int {
      (1..<RowGenerator.classes).reduce(0) { sums[$1] > sums[$0] ? $1 : $0 }
    }
  }
}

extension RowGenerator {
  /// So many rows at once, [rows, width], and their classes.
  mutating func rows(_ count: Int) -> (features: Tensor, classes: [Int32]) {
    var values = Tensor(zeros: [count, width])
    var classes = [Int32](repeating: 0, count: count)
    values.withUnsafeMutableBufferPointer { values in
      for row in 0..<count {
        classes[row] = next(
          UnsafeMutableBufferPointer(rebasing: values[row * width..<(row + 1) * width]))
      }
    }
    return (values, classes)
  }
}
