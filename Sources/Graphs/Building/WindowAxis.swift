/// How a window slides along one axis of an image.
///
/// Position p of the result sees the places p · stride − before + t · dilation, for taps t from 0 to
/// size − 1; places outside are padding.
public struct WindowAxis: Hashable, Sendable {
  /// How many places a window sees.
  public var size: Int
  /// From the first place of one window to that of the next.
  public var stride: Int
  /// From one place of a window to the next.
  public var dilation: Int
  /// Places of padding in front of the first one.
  public var before: Int
  /// Places of padding behind the last one.
  public var after: Int

  /// A window of `size` places.
  public init(size: Int, stride: Int = 1, dilation: Int = 1, before: Int = 0, after: Int = 0) {
    self.size = size
    self.stride = stride
    self.dilation = dilation
    self.before = before
    self.after = after
  }

  /// Places from the first one a window sees to the last one, both counted.
  public var reach: Int { (size - 1) * dilation + 1 }

  /// How many windows lie on an axis of `length` places.
  public func positions(over length: Int) -> Int {
    let room = length + before + after - reach
    return room < 0 ? 0 : room / stride + 1
  }

  /// The place that tap `tap` of a window sees, nil for padding.
  func place(_ position: Int, _ tap: Int, length: Int) -> Int? {
    let place = position * stride - before + tap * dilation
    return (0..<length).contains(place) ? place : nil
  }
}

extension WindowAxis {
  /// No window needs more, and no product below overflows.
  private static let largest = 1 << 30

  /// Checks that the window makes sense and fits on an axis of `length` places.
  func check(over length: Int, operation: String) throws {
    let options = [
      ("size", size, 1), ("stride", stride, 1), ("dilation", dilation, 1), ("padding", before, 0),
      ("padding", after, 0),
    ]
    for (option, value, least) in options where !(least...Self.largest).contains(value) {
      throw GraphError.badOption(
        operation: operation, option: option, value: Double(value),
        expected: "\(least) to \(Self.largest)")
    }
    guard positions(over: length) > 0 else {
      throw GraphError.badOption(
        operation: operation, option: dilation > 1 ? "reach of a window" : "size",
        value: Double(reach),
        expected: "at most \(length + before + after), the length of the axis with its padding")
    }
  }
}
