import Tensors

// Matrix products.

extension Primitive {
  /// op(A) · op(B) for matrices, either transposed at will.
  static let product = Primitive(
    "matmul", lowering: .product,
    shape: { shapes, attributes in
      let (first, second) = transposes(attributes)
      for shape in shapes where shape.rank != 2 {
        throw GraphError.wrongRank(operation: "matmul", shape: shape, expected: "a matrix")
      }
      let (a, b) = (shapes[0], shapes[1])
      guard a[first ? 0 : 1] == b[second ? 1 : 0] else {
        throw GraphError.shapeMismatch(operation: "matmul", first: a, second: b)
      }
      return [a[first ? 1 : 0], b[second ? 0 : 1]]
    },
    forward: { inputs, context in
      let (first, second) = transposes(context.attributes)
      return multiply(inputs[0], first, inputs[1], second, shape: context.shape)
    },
    gradient: { node, dy in
      let (a, b) = (node[0], node[1])
      // With C = op(A) op(B): d op(A) = dC op(B)ᵀ and d op(B) = op(A)ᵀ dC, transposed back where
      // the operand was.
      switch transposes(node.attributes) {
      case (false, let second):
        return [
          try matmul(dy, b, transposeB: !second),
          try second
            ? matmul(dy, a, transposeA: true) : matmul(a, dy, transposeA: true),
        ]
      case (true, let second):
        return [
          try matmul(b, dy, transposeA: second, transposeB: true),
          try second
            ? matmul(dy, a, transposeA: true, transposeB: true) : matmul(a, dy),
        ]
      }
    })

  /// A matrix with rows and columns exchanged.
  static let transposition = Primitive(
    "transpose", lowering: .transposition,
    shape: { shapes, _ in
      guard shapes[0].rank == 2 else {
        throw GraphError.wrongRank(operation: "transpose", shape: shapes[0], expected: "a matrix")
      }
      return shapes[0].transposed
    },
    forward: { inputs, context in
      let (rows, columns) = (context.shape[0], context.shape[1])
      var result = DoubleArray(shape: context.shape, repeating: 0)
      for row in 0..<rows {
        for column in 0..<columns {
          result.values[row * columns + column] = inputs[0].values[column * rows + row]
        }
      }
      return result
    },
    gradient: { node, dy in [try transpose(dy)] })

  static func transposes(_ attributes: Attributes) -> (first: Bool, second: Bool) {
    guard case .transposes(let first, let second) = attributes else { return (false, false) }
    return (first, second)
  }

  private static func multiply(
    _ a: DoubleArray, _ transposeA: Bool, _ b: DoubleArray, _ transposeB: Bool, shape: Shape
  ) -> DoubleArray {
    let inner = a.shape[transposeA ? 0 : 1]
    var result = DoubleArray(shape: shape, repeating: 0)
    for row in 0..<shape[0] {
      for column in 0..<shape[1] {
        var sum = 0.0
        for k in 0..<inner {
          let left = transposeA ? a.values[k * a.shape[1] + row] : a.values[row * inner + k]
          let right = transposeB ? b.values[column * inner + k] : b.values[k * b.shape[1] + column]
          sum += left * right
        }
        result.values[row * shape[1] + column] = sum
      }
    }
    return result
  }
}

extension Shape {
  /// The shape of a matrix with rows and columns exchanged.
  var transposed: Shape { Shape([self[1], self[0]]) }
}
