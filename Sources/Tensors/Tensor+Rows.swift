extension Tensor {
  /// The number of rows: the length of the first axis, 1 for a scalar.
  public var rows: Int { shape.rank == 0 ? 1 : shape[0] }

  /// Elements per row: the product of the lengths behind the first axis.
  public var rowCount: Int { shape.dimensions.dropFirst().reduce(1, *) }

  /// The elements of one row in row-major order.
  public func row(_ index: Int) -> [Float] {
    precondition(index >= 0 && index < rows, "row \(index) of a tensor of shape \(shape)")
    let width = rowCount
    return withUnsafeBufferPointer { Array($0[index * width..<(index + 1) * width]) }
  }

  /// One element by its flat, row-major position.
  public subscript(position: Int) -> Float {
    get {
      precondition(position >= 0 && position < count, "element \(position) of \(count)")
      return withUnsafeBufferPointer { $0[position] }
    }
    set {
      precondition(position >= 0 && position < count, "element \(position) of \(count)")
      withUnsafeMutableBufferPointer { $0[position] = newValue }
    }
  }
}
