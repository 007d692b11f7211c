import Tensors

// The largest number of each row.

extension Primitive {
  /// The largest element along the last axis, which disappears.
  ///
  /// Equal largest elements share the derivative evenly, as the operands of `maximum` do: the
  /// mean of the one-sided derivatives, whatever the order of the row.
  static let largestOfRow = Primitive(
    "rowMaximum", lowering: .rows(.maximum),
    shape: { shapes, _ in try shapes[0].removingLast(for: "rowMaximum") },
    forward: { inputs, context in
      DoubleArray(
        shape: context.shape,
        values: (0..<inputs[0].rows).map { row in
          inputs[0].row(row).reduce(-.infinity) { $0.isNaN || $1.isNaN ? .nan : max($0, $1) }
        })
    },
    gradient: { node, dy in
      let x = node[0]
      let (last, columns) = (x.shape.rank - 1, x.columns)
      let hits = try equal(x, repeated(node.output, axis: last, count: columns))
      let share = try dy / sum(hits, axis: last)
      return [try repeated(share, axis: last, count: columns) * hits]
    })
}
