import Tensors

// What attention is made of: products of many matrices, axes in another order, parts.

/// The matrix product of op(a[i]) and op(b[i]) for each i, where op transposes if asked to.
public func batchedMatmul(
  _ a: Expression, _ b: Expression, transposeA: Bool = false, transposeB: Bool = false
) throws -> Expression {
  try Primitive.batchedProduct(
    a, b, attributes: .transposes(first: transposeA, second: transposeB))
}

/// `x` with its axes, at most four, in another order: axis i of the result is axis `axes[i]` of it.
public func permute(_ x: Expression, axes: [Int]) throws -> Expression {
  if axes == Array(0..<x.shape.rank) { return x }
  return try Primitive.permutation(x, attributes: .axes(axes))
}

/// The rows first ..< first + count of the first axis.
public func part(_ x: Expression, first: Int, count: Int) throws -> Expression {
  guard first >= 0, count >= 0, let whole = x.shape.dimensions.first else {
    throw GraphError.noSuchAxis(operation: "part", axis: 0, shape: x.shape)
  }
  return try Primitive.part(
    x, attributes: .part(first: first, count: count, whole: whole))
}
