/// Rows of an array that can be written without a closer look at each number: bytes through a table
/// of 256 results, single precision as it is.
enum PlainRows {
  case bytes([UInt8], table: [Float])
  case copied([Float])

  /// Nil where each number has to be scaled by itself.
  init?(_ array: NumericArray, _ fitted: FittedArray) {
    guard fitted.scales.count == 1 else { return nil }
    let scale = fitted.scale(0)
    switch array.storage {
    case .bytes(let values):
      let table = (0..<256).map { Float((Double($0) - scale.offset) / scale.divisor) }
      guard table.allSatisfy(\.isFinite) else { return nil }
      self = .bytes(values, table: table)
    case .single(let values) where scale == FittedScale():
      self = .copied(values)
    default: return nil
    }
  }

  /// Writes the numbers at these positions; false if one of them is missing or infinite.
  func write(_ positions: Range<Int>, to place: UnsafeMutableBufferPointer<Float>) -> Bool {
    switch self {
    case .bytes(let values, let table):
      for (target, position) in zip(place.indices, positions) {
        place[target] = table[Int(values[position])]
      }
      return true
    case .copied(let values):
      return values.withUnsafeBufferPointer { source in
        var largest: UInt32 = 0
        for (target, position) in zip(place.indices, positions) {
          let value = source[position]
          place[target] = value
          largest = max(largest, value.magnitude.bitPattern)
        }
        return largest < Float.infinity.bitPattern
      }
    }
  }
}
