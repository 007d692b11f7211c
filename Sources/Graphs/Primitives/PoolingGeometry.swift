import Tensors

/// All that is fixed about a pooling but the number of rows.
struct PoolingGeometry: Hashable, Sendable {
  let vertical: WindowAxis
  let horizontal: WindowAxis
  /// Of the input.
  let height: Int
  let width: Int
  let channels: Int

  /// Checks the operand and options of a pooling.
  ///
  /// Padding narrower than the window leaves no window without a place to see.
  init(_ x: Shape, vertical: WindowAxis, horizontal: WindowAxis) throws {
    guard x.rank == 4 else {
      throw GraphError.wrongRank(
        operation: Self.name, shape: x, expected: "[rows, height, width, channels]")
    }
    for (axis, length) in [(vertical, x[1]), (horizontal, x[2])] {
      try axis.check(over: length, operation: Self.name)
      try Self.check(axis)
    }
    self.vertical = vertical
    self.horizontal = horizontal
    (height, width, channels) = (x[1], x[2], x[3])
  }

  static let name = "pooling"

  private static func check(_ axis: WindowAxis) throws {
    guard axis.dilation == 1 else {
      throw GraphError.badOption(
        operation: name, option: "dilation", value: Double(axis.dilation), expected: "1")
    }
    for padding in [axis.before, axis.after] where padding >= axis.size {
      throw GraphError.badOption(
        operation: name, option: "padding", value: Double(padding),
        expected: "less than the size \(axis.size) of the windows")
    }
  }

  /// x of `rows` rows.
  func input(_ rows: Int) -> Shape { [rows, height, width, channels] }

  /// y of `rows` rows.
  func output(_ rows: Int) -> Shape {
    [rows, vertical.positions(over: height), horizontal.positions(over: width), channels]
  }

  /// Numbers looked at for one row, padding counted.
  var termsOfRow: Int { output(1).count * vertical.size * horizontal.size }
}

// MARK: - The oracle's loops

extension PoolingGeometry {
  /// Calls `body` for every number of y with the numbers of x that its window sees, by rows and
  /// columns.
  func forEachWindow(rows: Int, _ body: (_ y: Int, _ seen: [Int]) -> Void) {
    let output = output(rows)
    for row in 0..<rows {
      for top in 0..<output[1] {
        for left in 0..<output[2] {
          let places = places(top, left).map { (row * height * width + $0) * channels }
          let position = ((row * output[1] + top) * output[2] + left) * channels
          for channel in 0..<channels { body(position + channel, places.map { $0 + channel }) }
        }
      }
    }
  }

  private func places(_ top: Int, _ left: Int) -> [Int] {
    (0..<vertical.size).compactMap { vertical.place(top, $0, length: height) }.flatMap { row in
      (0..<horizontal.size).compactMap { horizontal.place(left, $0, length: width) }.map {
        row * width + $0
      }
    }
  }
}
