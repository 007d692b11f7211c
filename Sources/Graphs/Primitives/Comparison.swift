import Tensors

// Comparisons give 1 for true and 0 for false, for NaN 0 (inequality: 1). They are flat: no
// derivative.

extension Primitive {
  static let lessThan = binary("less", .less, forward: { $0 < $1 ? 1 : 0 }) { _, _, _, _ in
    (nil, nil)
  }

  static let lessThanOrEqual = binary("less or equal", .lessOrEqual, forward: { $0 <= $1 ? 1 : 0 })
  {
    _, _, _, _ in (nil, nil)
  }

  static let greaterThan = binary("greater", .greater, forward: { $0 > $1 ? 1 : 0 }) {
    _, _, _, _ in (nil, nil)
  }

  static let greaterThanOrEqual = binary(
    "greater or equal", .greaterOrEqual, forward: { $0 >= $1 ? 1 : 0 }
  ) { _, _, _, _ in (nil, nil) }

  static let equality = binary("equal", .equal, forward: { $0 == $1 ? 1 : 0 }) { _, _, _, _ in
    (nil, nil)
  }

  /// The only one that is 1 for NaN, which differs from every number.
  static let inequality = binary("not equal", .notEqual, forward: { $0 != $1 ? 1 : 0 }) {
    _, _, _, _ in (nil, nil)
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

  /// The first operand, through which the derivative passes only where the second is not 0.
  ///
  /// `selection` gives a branch that was not taken the derivative 0; but inside the branch 0 times
  /// an infinite slope is NaN (√x at 0, log x at 0). A gate where the branch reads a variable stops
  /// it. A plan removes gates before it looks for common subexpressions, so they cost nothing.
  static let gate = Primitive(
    "gate", lowering: .view,
    shape: { shapes, _ in
      _ = try elementwiseShape("gate")(shapes, .none)
      return shapes[0]
    },
    forward: { inputs, _ in inputs[0] },
    gradient: { node, dy in [try `where`(node[1], dy, 0), nil] })
}
