import Tensors

// Rows of a table by position, and the sum at each row, which is its transpose.

extension Primitive {
  /// The rows of a table that positions name.
  ///
  /// Operands: the table [V, D], positions of any shape. A position is rounded to the nearest whole
  /// number; one that names no row reads as NaN.
  static let lookup: Primitive = Primitive(
    "lookup", lowering: .blocks(.lookup),
    shape: { shapes, _ in
      guard shapes[0].rank == 2 else {
        throw GraphError.wrongRank(operation: "lookup", shape: shapes[0], expected: "a matrix")
      }
      return Shape(shapes[1].dimensions + [shapes[0][1]])
    },
    forward: { inputs, context in
      let (table, places) = (inputs[0], inputs[1].namedRows(inputs[0].shape[0]))
      let width = table.shape[1]
      let skips = context.attributes.skipsFirst
      return DoubleArray(
        shape: context.shape,
        values: places.flatMap { row -> [Double] in
          guard let row else { return [Double](repeating: .nan, count: width) }
          return row == 0 && skips ? [Double](repeating: 0, count: width) : Array(table.row(row))
        })
    },
    gradient: { node, dy in
      [try lookupGradient(node[1], dy, attributes: node.attributes), nil]
    })

  /// For each row of a table the sum of what stands at the positions that name it.
  ///
  /// Operands: positions, and for each of them a row [D].
  static let lookupGradient: Primitive = Primitive(
    "lookupGradient", lowering: .blocks(.lookupGradient),
    shape: { shapes, attributes in
      guard shapes[1].rank > 0, shapes[0].dimensions == Array(shapes[1].dimensions.dropLast())
      else {
        throw GraphError.shapeMismatch(
          operation: "lookupGradient", first: shapes[0], second: shapes[1])
      }
      return [attributes.lookupRows, shapes[1][shapes[1].rank - 1]]
    },
    forward: { inputs, context in
      var result = DoubleArray(shape: context.shape, repeating: 0)
      let width = context.shape[1]
      for (position, row) in inputs[0].namedRows(context.shape[0]).enumerated() {
        guard let row, row > 0 || !context.attributes.skipsFirst else { continue }
        for column in 0..<width {
          result.values[row * width + column] += inputs[1].values[position * width + column]
        }
      }
      return result
    },
    gradient: { node, dy in [nil, try lookup(dy, node[0], attributes: node.attributes)] })
}

extension Attributes {
  /// Rows of the table of a lookup.
  var lookupRows: Int {
    guard case .lookup(let rows, _) = self else { return 0 }
    return rows
  }

  /// Whether row 0 of the table of a lookup counts as zeros.
  var skipsFirst: Bool {
    guard case .lookup(_, let skips) = self else { return false }
    return skips
  }
}

extension DoubleArray {
  /// The row of a table that each number names, nil for none.
  fileprivate func namedRows(_ rows: Int) -> [Int?] {
    values.map { $0 >= -0.5 && $0 < Double(rows) - 0.5 ? Int($0 + 0.5) : nil }
  }
}
