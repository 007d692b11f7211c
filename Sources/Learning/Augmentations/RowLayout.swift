import Tensors

/// How the numbers of a row lie: pixels of some channels, or frames of features; a row of one axis is
/// an image of height 1.
struct RowLayout: Sendable, Equatable {
  /// Rows of pixels, or times.
  let height: Int
  /// Pixels of a row, or features.
  let width: Int
  /// Numbers of a pixel.
  let channels: Int

  /// Reads the shape of a row; axes behind the third count as channels.
  init(_ shape: Shape) {
    let lengths = shape.dimensions
    height = lengths.count > 1 ? lengths[0] : 1
    width = lengths.count > 1 ? lengths[1] : lengths.first ?? 1
    channels = lengths.dropFirst(2).reduce(1, *)
  }

  /// All numbers of a row.
  var count: Int { height * width * channels }

  /// The length of an axis.
  func length(_ axis: RowAxis) -> Int {
    switch axis {
    case .side: min(height, width)
    case .time: height
    case .feature: width
    }
  }

  /// Sets a rectangle of all channels to 0.
  func clear(
    rows: Range<Int>, columns: Range<Int>, of numbers: UnsafeMutableBufferPointer<Float>
  ) {
    for row in rows {
      let start = (row * width + columns.lowerBound) * channels
      for position in start..<start + columns.count * channels { numbers[position] = 0 }
    }
  }
}
