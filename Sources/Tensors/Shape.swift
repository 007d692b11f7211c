/// The dimensions of an array, outermost first.
///
/// A scalar has none.
public struct Shape: Hashable, Sendable, CustomStringConvertible, ExpressibleByArrayLiteral {
  /// The length along each axis, outermost first.
  public let dimensions: [Int]

  /// Makes a shape of the given lengths, none of which may be negative.
  public init(_ dimensions: [Int]) {
    precondition(dimensions.allSatisfy { $0 >= 0 }, "a dimension is negative: \(dimensions)")
    self.dimensions = dimensions
  }

  /// Makes a shape of the given lengths, none of which may be negative.
  public init(arrayLiteral dimensions: Int...) {
    self.init(dimensions)
  }

  /// The number of axes.
  public var rank: Int { dimensions.count }

  /// The number of elements: the product of the lengths, 1 for a scalar.
  public var count: Int { dimensions.reduce(1, *) }

  /// The length of an axis.
  public subscript(axis: Int) -> Int { dimensions[axis] }

  /// The lengths in brackets, as in `[32, 10]`.
  public var description: String {
    "[" + dimensions.map(String.init).joined(separator: ", ") + "]"
  }
}
