import Tensors

/// All that is fixed about a convolution but the number of rows.
struct ConvolutionGeometry: Hashable, Sendable {
  let vertical: WindowAxis
  let horizontal: WindowAxis
  /// Of the input.
  let height: Int
  let width: Int
  let channels: Int
  let filters: Int
  /// Filters of a group see the channels of that group only.
  let groups: Int

  /// Checks the operands and options of a convolution.
  ///
  /// The size of the windows is that of the weights.
  init(
    _ x: Shape, weight: Shape, vertical: WindowAxis, horizontal: WindowAxis, groups: Int
  ) throws {
    guard x.rank == 4 else {
      throw GraphError.wrongRank(
        operation: Self.name, shape: x, expected: "[rows, height, width, channels]")
    }
    guard weight.rank == 4, weight[0] > 0, weight[1] > 0 else {
      throw GraphError.wrongRank(
        operation: "weights of \(Self.name)", shape: weight,
        expected: "[filters, channels of a group, height, width], none of them 0")
    }
    let (channels, filters) = (x[3], weight[0])
    guard groups >= 1, channels.isMultiple(of: groups), filters.isMultiple(of: groups) else {
      throw GraphError.badOption(
        operation: Self.name, option: "groups", value: Double(groups),
        expected: "a divisor of \(channels) channels and \(filters) filters")
    }
    guard weight[1] == channels / groups else {
      throw GraphError.shapeMismatch(operation: Self.name, first: x, second: weight)
    }
    self.vertical = vertical.sized(weight[2])
    self.horizontal = horizontal.sized(weight[3])
    try self.vertical.check(over: x[1], operation: Self.name)
    try self.horizontal.check(over: x[2], operation: Self.name)
    (height, width) = (x[1], x[2])
    self.channels = channels
    self.filters = filters
    self.groups = groups
  }

  static let name = "convolution"

  /// x of `rows` rows.
  func input(_ rows: Int) -> Shape { [rows, height, width, channels] }

  /// y of `rows` rows.
  func output(_ rows: Int) -> Shape {
    [rows, vertical.positions(over: height), horizontal.positions(over: width), filters]
  }

  /// The weights, in PyTorch's order.
  var weight: Shape { [filters, channels / groups, vertical.size, horizontal.size] }

  /// Products added up for one row, padding counted.
  var termsOfRow: Int { output(1).count * weight.count / filters }
}

extension WindowAxis {
  /// The same with another size.
  fileprivate func sized(_ size: Int) -> WindowAxis {
    var axis = self
    axis.size = size
    return axis
  }
}

// MARK: - The oracle's loops

extension ConvolutionGeometry {
  /// Calls `body` for every product x[i] · w[j] that is part of y[k].
  ///
  /// Value and both derivatives are sums over these triples.
  func forEachTerm(rows: Int, _ body: (_ x: Int, _ w: Int, _ y: Int) -> Void) {
    let output = output(rows)
    for row in 0..<rows {
      for top in 0..<output[1] {
        for left in 0..<output[2] {
          let position = ((row * output[1] + top) * output[2] + left) * filters
          forEachTap(top, left) { place, tap in
            let pixel = (row * height * width + place) * channels
            forEachPair { filter, channel, offset in
              body(
                pixel + channel, offset * vertical.size * horizontal.size + tap,
                position + filter)
            }
          }
        }
      }
    }
  }

  /// The pixels that a window sees, with the taps that see them.
  private func forEachTap(_ top: Int, _ left: Int, _ body: (_ place: Int, _ tap: Int) -> Void) {
    for i in 0..<vertical.size {
      guard let row = vertical.place(top, i, length: height) else { continue }
      for j in 0..<horizontal.size {
        guard let column = horizontal.place(left, j, length: width) else { continue }
        body(row * width + column, i * horizontal.size + j)
      }
    }
  }

  /// The channels that each filter sees, with the number of the pair among the weights.
  private func forEachPair(_ body: (_ filter: Int, _ channel: Int, _ offset: Int) -> Void) {
    let (seen, together) = (channels / groups, filters / groups)
    for filter in 0..<filters {
      for channel in 0..<seen {
        body(filter, filter / together * seen + channel, filter * seen + channel)
      }
    }
  }
}
