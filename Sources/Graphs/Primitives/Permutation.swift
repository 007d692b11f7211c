import Tensors

// Axes in another order.

extension Primitive {
  /// The operand with its axes in another order: axis i of the result is axis `axes[i]` of it.
  static let permutation: Primitive = Primitive(
    "permute", lowering: .blocks(.permutation),
    shape: { shapes, attributes in
      let axes = attributes.axes
      guard axes.count == shapes[0].rank, Set(axes) == Set(0..<shapes[0].rank) else {
        throw GraphError.wrongRank(
          operation: "permute", shape: shapes[0], expected: "axes \(axes), each once")
      }
      guard axes.count <= 4 else {
        throw GraphError.wrongRank(
          operation: "permute", shape: shapes[0], expected: "at most four axes")
      }
      return Shape(axes.map { shapes[0][$0] })
    },
    forward: { inputs, context in
      let (shape, strides) = (context.shape, inputs[0].shape.strides(context.attributes.axes))
      var result = DoubleArray(shape: shape, repeating: 0)
      for index in result.values.indices {
        var (rest, place) = (index, 0)
        for axis in (0..<shape.rank).reversed() {
          place += rest % shape[axis] * strides[axis]
          rest /= shape[axis]
        }
        result.values[index] = inputs[0].values[place]
      }
      return result
    },
    gradient: { node, dy in
      let axes = node.attributes.axes
      let back = axes.indices.map { axis in axes.firstIndex(of: axis) ?? axis }
      return [try permute(dy, axes: back)]
    })
}

extension Shape {
  /// Elements from one index to the next along each of some axes.
  func strides(_ axes: [Int]) -> [Int] {
    axes.map { dimensions[($0 + 1)...].reduce(1, *) }
  }
}

extension Attributes {
  /// The axes of a permutation.
  var axes: [Int] {
    guard case .axes(let axes) = self else { return [] }
    return axes
  }
}
