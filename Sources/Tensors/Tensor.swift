/// A row-major array of single-precision numbers with value semantics.
///
/// Copies share storage until one of them is written to.
public struct Tensor: Sendable {
  /// The lengths of the axes.
  public private(set) var shape: Shape
  private var storage: AlignedStorage

  /// Makes a tensor of zeros.
  public init(shape: Shape) {
    self.shape = shape
    storage = AlignedStorage(zeros: shape.count)
  }

  /// Makes a tensor of zeros.
  public init(zeros shape: Shape) {
    self.init(shape: shape)
  }

  /// Makes a tensor of the given values in row-major order; there must be `shape.count` of them.
  public init(shape: Shape, values: [Float]) {
    precondition(
      values.count == shape.count, "\(values.count) values do not fill a tensor of shape \(shape)")
    self.init(shape: shape)
    values.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { storage.base.update(from: start, count: source.count) }
    }
  }

  /// The number of elements.
  public var count: Int { storage.count }

  /// All elements in row-major order.
  public var values: [Float] { Array(storage.buffer) }

  /// The same elements under another shape of the same count.
  public func reshaped(to shape: Shape) -> Tensor {
    precondition(shape.count == count, "\(self.shape) cannot be read as \(shape)")
    var result = self
    result.shape = shape
    return result
  }

  /// Calls `body` with the elements, which must not be kept.
  public func withUnsafeBufferPointer<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withExtendedLifetime(storage) { () throws(Failure) -> Result in
      try body(UnsafeBufferPointer(storage.buffer))
    }
  }

  /// Calls `body` with the elements for writing, copied first if another tensor shares them.
  public mutating func withUnsafeMutableBufferPointer<Result, Failure: Error>(
    _ body: (UnsafeMutableBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if !isKnownUniquelyReferenced(&storage) { storage = AlignedStorage(copying: storage) }
    return try withExtendedLifetime(storage) { () throws(Failure) -> Result in
      try body(storage.buffer)
    }
  }
}

extension Tensor: Equatable {
  /// Whether shapes and all elements are equal; a NaN equals nothing, zero equals its negative.
  public static func == (a: Tensor, b: Tensor) -> Bool {
    guard a.shape == b.shape else { return false }
    return a.withUnsafeBufferPointer { x in b.withUnsafeBufferPointer { y in x.elementsEqual(y) } }
  }
}
