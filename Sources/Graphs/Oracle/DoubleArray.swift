import Tensors

/// A plain array of doubles with a shape, row-major: what the oracle computes with.
public struct DoubleArray: Sendable, Equatable {
  /// The dimensions.
  public let shape: Shape
  /// The elements, row-major; as many as the shape holds.
  public var values: [Double]

  /// An array of the given elements; missing ones are 0, surplus ones are dropped, so that the
  /// count always fits the shape.
  public init(shape: Shape, values: [Double]) {
    self.shape = shape
    if values.count == shape.count {
      self.values = values
    } else {
      self.values = Array(values.prefix(shape.count))
      self.values += Array(repeating: 0, count: shape.count - self.values.count)
    }
  }

  /// The same number everywhere.
  public init(shape: Shape, repeating value: Double) {
    self.shape = shape
    values = Array(repeating: value, count: shape.count)
  }

  /// A single number, shape `[]`.
  public init(_ value: Double) {
    shape = []
    values = [value]
  }

  /// The length of the last axis, 1 for a scalar.
  public var columns: Int { shape.rank == 0 ? 1 : shape[shape.rank - 1] }

  /// How many rows of the last axis there are.
  public var rows: Int { columns == 0 ? 0 : values.count / columns }

  /// Row `row` of the last axis.
  public func row(_ row: Int) -> ArraySlice<Double> {
    values[row * columns..<(row + 1) * columns]
  }
}
