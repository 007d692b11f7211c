import Tensors

// Sums, repetition and shapes.

/// All elements added up: a scalar.
public func sum(_ x: Expression) throws -> Expression {
  if x.isScalar { return x }
  if let value = x.constantValue { return .constant(value * Double(x.shape.count)) }
  return try Primitive.total(x)
}

/// The elements along `axis` added up; the axis disappears.
///
/// -1 is the last axis.
public func sum(_ x: Expression, axis: Int) throws -> Expression {
  try Primitive.axisSum(x, attributes: .axis(axis < 0 ? x.shape.rank + axis : axis))
}

/// The mean of all elements: a scalar.
public func mean(_ x: Expression) throws -> Expression {
  try sum(x) / Double(max(x.shape.count, 1))
}

/// The mean along `axis`, which disappears.
///
/// -1 is the last axis.
public func mean(_ x: Expression, axis: Int) throws -> Expression {
  let total = try sum(x, axis: axis)
  return try total / Double(max(x.shape[axis < 0 ? x.shape.rank + axis : axis], 1))
}

/// `x` repeated `count` times along a new axis at position `axis`.
public func repeated(_ x: Expression, axis: Int, count: Int) throws -> Expression {
  guard count >= 0 else {
    throw GraphError.badOption(
      operation: "repeat", option: "count", value: Double(count), expected: "0 or more")
  }
  if let value = x.constantValue, (0...x.shape.rank).contains(axis) {
    var dimensions = x.shape.dimensions
    dimensions.insert(count, at: axis)
    return .constant(value, shape: Shape(dimensions))
  }
  return try Primitive.repetition(x, attributes: .repeated(axis: axis, count: count))
}

/// A scalar in every place of `other`'s shape.
func repeated(_ scalar: Expression, fillingLike other: Expression) throws -> Expression {
  if let value = scalar.constantValue { return .constant(value, shape: other.shape) }
  if other.isScalar { return scalar }
  let flat = try repeated(scalar, axis: 0, count: other.shape.count)
  return try reshape(flat, to: other.shape)
}

/// `x` repeated to fill `shape`: axes are matched from the last one, as in NumPy; missing axes and
/// axes of length 1 are repeated.
public func broadcast(_ x: Expression, to shape: Shape) throws -> Expression {
  if x.shape == shape { return x }
  if x.isScalar { return try repeated(x, fillingLike: .constant(0, shape: shape)) }
  let missing = shape.rank - x.shape.rank
  let fits =
    missing >= 0
    && x.shape.dimensions.indices.allSatisfy { axis in
      x.shape[axis] == 1 || x.shape[axis] == shape[axis + missing]
    }
  guard fits else {
    throw GraphError.shapeMismatch(operation: "broadcast", first: x.shape, second: shape)
  }
  let stretched = shape.dimensions.indices.filter { axis in
    axis < missing || (x.shape[axis - missing] == 1 && shape[axis] != 1)
  }
  let core = shape.dimensions.indices.filter { !stretched.contains($0) }.map { shape[$0] }
  return try stretched.reduce(reshape(x, to: Shape(core))) { value, axis in
    try repeated(value, axis: axis, count: shape[axis])
  }
}

/// The same elements, row-major, under another shape of the same count.
public func reshape(_ x: Expression, to shape: Shape) throws -> Expression {
  guard x.shape.count == shape.count else {
    throw GraphError.shapeMismatch(operation: "reshape", first: x.shape, second: shape)
  }
  if x.shape == shape { return x }
  if let value = x.constantValue { return .constant(value, shape: shape) }
  guard x.node.primitive !== Primitive.indices else {
    throw GraphError.indicesAsNumbers(operation: "reshape", name: x.node.name ?? "")
  }
  return Expression(Node(.reshaping, inputs: [x.node], shape: shape))
}

/// The value of `x`, through which no derivative passes.
public func stopGradient(_ x: Expression) throws -> Expression { try Primitive.barrier(x) }

/// The constant 0 in the shape of `x`.
public func zeros(like x: Expression) -> Expression { .constant(0, shape: x.shape) }

// MARK: - Matrices

/// Matrix product of op(a) and op(b), where op transposes if asked to.
public func matmul(
  _ a: Expression, _ b: Expression, transposeA: Bool = false, transposeB: Bool = false
) throws -> Expression {
  try Primitive.product(a, b, attributes: .transposes(first: transposeA, second: transposeB))
}

/// The matrix `x` with rows and columns exchanged.
public func transpose(_ x: Expression) throws -> Expression { try Primitive.transposition(x) }

/// `x` plus the vector `bias` along the last axis.
public func addBias(_ x: Expression, _ bias: Expression) throws -> Expression {
  guard bias.shape.rank == 1, x.shape.rank >= 1, bias.shape[0] == x.columns else {
    throw GraphError.shapeMismatch(operation: "addBias", first: x.shape, second: bias.shape)
  }
  // One repetition however many axes there are: a tape then reads the vector itself.
  let rows = try repeated(bias, axis: 0, count: x.shape.dimensions.dropLast().reduce(1, *))
  return try x + reshape(rows, to: x.shape)
}
