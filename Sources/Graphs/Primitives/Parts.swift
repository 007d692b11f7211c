import Tensors

// A part of an array along its first axis, and an array that is zero but for a part: each is the
// other's derivative.

extension Primitive {
  /// Some rows of the first axis.
  static let part: Primitive = Primitive(
    "part", lowering: .blocks(.part),
    shape: { shapes, attributes in
      let (rows, whole) = attributes.partRows
      guard let length = shapes[0].dimensions.first, length == whole, rows.upperBound <= length
      else {
        throw GraphError.wrongRank(
          operation: "part", shape: shapes[0], expected: "at least \(rows.upperBound) rows")
      }
      return Shape([rows.count] + shapes[0].dimensions.dropFirst())
    },
    forward: { inputs, context in
      let width = inputs[0].shape.rowCount
      let rows = context.attributes.partRows.rows
      return DoubleArray(
        shape: context.shape,
        values: Array(inputs[0].values[rows.lowerBound * width..<rows.upperBound * width]))
    },
    gradient: { node, dy in [try placement(dy, attributes: node.attributes)] })

  /// The operand as some rows of an array that is 0 everywhere else.
  static let placement: Primitive = Primitive(
    "placement", lowering: .blocks(.placement),
    shape: { shapes, attributes in
      let (rows, whole) = attributes.partRows
      guard shapes[0].dimensions.first == rows.count, rows.upperBound <= whole else {
        throw GraphError.wrongRank(
          operation: "placement", shape: shapes[0], expected: "\(rows.count) rows")
      }
      return Shape([whole] + shapes[0].dimensions.dropFirst())
    },
    forward: { inputs, context in
      var result = DoubleArray(shape: context.shape, repeating: 0)
      let start = context.attributes.partRows.rows.lowerBound * inputs[0].shape.rowCount
      for (index, value) in inputs[0].values.enumerated() { result.values[start + index] = value }
      return result
    },
    gradient: { node, dy in [try part(dy, attributes: node.attributes)] })
}

extension Shape {
  /// Elements of each row of the first axis.
  var rowCount: Int { dimensions.dropFirst().reduce(1, *) }
}

extension Attributes {
  /// The rows of a part, and how many there are in all.
  var partRows: (rows: Range<Int>, whole: Int) {
    guard case .part(let first, let count, let whole) = self else { return (0..<0, 0) }
    return (first..<first + count, whole)
  }
}
