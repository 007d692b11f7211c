import Tensors

// Sums, and repetition, which is their transpose: each is the other's derivative.

extension Primitive {
  /// All elements added up: shape [].
  static let total = Primitive(
    "sum", lowering: .sum, shape: { _, _ in [] },
    forward: { inputs, _ in DoubleArray(inputs[0].values.reduce(0, +)) },
    gradient: { node, dy in [try repeated(dy, fillingLike: node[0])] })

  /// The elements along one axis added up; the axis disappears.
  static let axisSum = Primitive(
    "sum", lowering: .sum,
    shape: { shapes, attributes in
      guard case .axis(let axis) = attributes else { return shapes[0] }
      return try shapes[0].removing(axis: axis, for: "sum")
    },
    forward: { inputs, context in
      guard case .axis(let axis) = context.attributes else { return inputs[0] }
      let blocks = AxisBlocks(inputs[0].shape, axis: axis)
      var result = DoubleArray(shape: context.shape, repeating: 0)
      for (outer, along, inner) in blocks.indices {
        result.values[outer * blocks.inner + inner] +=
          inputs[0].values[(outer * blocks.along + along) * blocks.inner + inner]
      }
      return result
    },
    gradient: { node, dy in
      guard case .axis(let axis) = node.attributes else { return [dy] }
      return [try repeated(dy, axis: axis, count: node[0].shape[axis])]
    })

  /// The operand `count` times along a new axis.
  static let repetition = Primitive(
    "repeat", lowering: .repetition,
    shape: { shapes, attributes in
      guard case .repeated(let axis, let count) = attributes else { return shapes[0] }
      guard (0...shapes[0].rank).contains(axis) else {
        throw GraphError.noSuchAxis(operation: "repeat", axis: axis, shape: shapes[0])
      }
      var dimensions = shapes[0].dimensions
      dimensions.insert(count, at: axis)
      return Shape(dimensions)
    },
    forward: { inputs, context in
      guard case .repeated(let axis, _) = context.attributes else { return inputs[0] }
      let blocks = AxisBlocks(context.shape, axis: axis)
      var result = DoubleArray(shape: context.shape, repeating: 0)
      for (outer, along, inner) in blocks.indices {
        result.values[(outer * blocks.along + along) * blocks.inner + inner] =
          inputs[0].values[outer * blocks.inner + inner]
      }
      return result
    },
    gradient: { node, dy in
      guard case .repeated(let axis, _) = node.attributes else { return [dy] }
      return [try sum(dy, axis: axis)]
    })
}

/// A shape seen from one axis: `outer` blocks, each of `along` runs of `inner` elements.
struct AxisBlocks {
  let outer: Int
  let along: Int
  let inner: Int

  init(_ shape: Shape, axis: Int) {
    outer = shape.dimensions[..<axis].reduce(1, *)
    along = shape[axis]
    inner = shape.dimensions[(axis + 1)...].reduce(1, *)
  }

  /// Every element as (outer, along, inner), in memory order.
  var indices: some Sequence<(Int, Int, Int)> {
    (0..<outer * along * inner).lazy.map { flat in
      (flat / (along * inner), flat / inner % along, flat % inner)
    }
  }
}

extension Shape {
  /// The shape without one axis, or a `GraphError` if there is no such axis.
  func removing(axis: Int, for operation: String) throws -> Shape {
    guard (0..<rank).contains(axis) else {
      throw GraphError.noSuchAxis(operation: operation, axis: axis, shape: self)
    }
    var rest = dimensions
    rest.remove(at: axis)
    return Shape(rest)
  }

  /// The shape without its last axis, or a `GraphError` for a scalar.
  func removingLast(for operation: String) throws -> Shape {
    guard rank > 0 else {
      throw GraphError.wrongRank(operation: operation, shape: self, expected: "at least one axis")
    }
    return try removing(axis: rank - 1, for: operation)
  }
}
