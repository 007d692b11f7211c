import Tensors

// Comparisons give 1 for true and 0 for false, for NaN always 0. They are flat: no derivative.

extension Primitive {
  static let lessThan = binary("less", .less, forward: { $0 < $1 ? 1 : 0 }) { _, _, _, _ in
    (nil, nil)
  }

  static let greaterThan = binary("greater", .greater, forward: { $0 > $1 ? 1 : 0 }) {
    _, _, _, _ in (nil, nil)
  }

  static let equality = binary("equal", .equal, forward: { $0 == $1 ? 1 : 0 }) { _, _, _, _ in
    (nil, nil)
  }

  /// The second operand where the first is not 0, else the third.
  ///
  /// Each branch receives the derivative only where it was taken, so a NaN in the other branch does
  /// no harm.
  static let selection = Primitive(
    "where", lowering: .tape(.select), shape: elementwiseShape("where"),
    forward: { inputs, context in
      DoubleArray(
        shape: context.shape,
        values: (0..<context.shape.count).map { index in
          inputs[0].element(index) != 0 ? inputs[1].element(index) : inputs[2].element(index)
        })
    },
    gradient: { node, dy in
      [
        nil,
        try gathered(`where`(node[0], dy, 0), for: node[1]),
        try gathered(`where`(node[0], 0, dy), for: node[2]),
      ]
    })
}
