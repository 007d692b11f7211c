import Tensors

// Products of many matrices at once.

extension Primitive {
  /// op(A[i]) · op(B[i]) for each i of the first axis, either transposed at will.
  static let batchedProduct: Primitive = Primitive(
    "batched matmul", lowering: .blocks(.batchedProduct),
    shape: { shapes, attributes in
      for shape in shapes where shape.rank != 3 {
        throw GraphError.wrongRank(
          operation: "batched matmul", shape: shape, expected: "three axes, the first of matrices")
      }
      let (a, b) = (shapes[0], shapes[1])
      guard a[0] == b[0] else {
        throw GraphError.shapeMismatch(operation: "batched matmul", first: a, second: b)
      }
      let each = try product.shape([[a[1], a[2]], [b[1], b[2]]], attributes)
      return Shape([a[0]] + each.dimensions)
    },
    forward: { inputs, context in
      let each = Shape(Array(context.shape.dimensions.dropFirst()))
      let one = OracleContext(
        name: "", shape: each, attributes: context.attributes, bindings: context.bindings)
      return DoubleArray(
        shape: context.shape,
        values: try (0..<context.shape[0]).flatMap { index in
          try product.forward(inputs.map { $0.matrix(index) }, one).values
        })
    },
    gradient: { node, dy in
      let (a, b) = (node[0], node[1])
      let (first, second) = transposes(node.attributes)
      // As for a single product.
      return [
        try first
          ? batchedMatmul(b, dy, transposeA: second, transposeB: true)
          : batchedMatmul(dy, b, transposeB: !second),
        try second
          ? batchedMatmul(dy, a, transposeA: true, transposeB: first)
          : batchedMatmul(a, dy, transposeA: !first),
      ]
    })
}

extension DoubleArray {
  /// One matrix of a batch.
  fileprivate func matrix(_ index: Int) -> DoubleArray {
    let size = shape.rowCount
    return DoubleArray(
      shape: [shape[1], shape[2]], values: Array(values[index * size..<(index + 1) * size]))
  }
}
