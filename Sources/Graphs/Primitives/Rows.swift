import Glibc
import Tensors

// Kernels over the last axis: each row is one distribution over classes.

extension Primitive {
  /// log Σ exp(x) of each row, as m + log Σ exp(x - m) with m the largest: exp cannot overflow.
  static let logarithmOfSumOfExponentials = Primitive(
    "logSumExp", lowering: .rows(.logSumExp),
    shape: { shapes, _ in try shapes[0].removingLast(for: "logSumExp") },
    forward: { inputs, context in
      DoubleArray(
        shape: context.shape, values: (0..<inputs[0].rows).map { logSumExp(inputs[0].row($0)) })
    },
    gradient: { node, dy in
      let x = node[0]
      return [try repeated(dy, axis: x.shape.rank - 1, count: x.columns) * softmax(x)]
    })

  /// exp(x - logSumExp(x)) of each row.
  static let normalizedExponential = Primitive(
    "softmax", lowering: .rows(.softmax),
    shape: { shapes, _ in
      _ = try shapes[0].removingLast(for: "softmax")
      return shapes[0]
    },
    forward: { inputs, context in
      DoubleArray(
        shape: context.shape,
        values: (0..<inputs[0].rows).flatMap { probabilities(inputs[0].row($0)) })
    },
    gradient: { node, dy in
      let y = node.output
      let last = y.shape.rank - 1
      let projection = try sum(dy * y, axis: last)
      return [try y * (dy - repeated(projection, axis: last, count: y.columns))]
    })

  /// x - logSumExp(x) of each row, as (x - m) - log Σ exp(x - m) with m the largest.
  ///
  /// A primitive, not a difference: for scores of 1e4 the sum of m and the logarithm would lose in
  /// single precision what the difference is about.
  static let logarithmOfNormalizedExponential = Primitive(
    "logSoftmax", lowering: .rows(.logSoftmax),
    shape: { shapes, _ in
      _ = try shapes[0].removingLast(for: "logSoftmax")
      return shapes[0]
    },
    forward: { inputs, context in
      DoubleArray(
        shape: context.shape,
        values: (0..<inputs[0].rows).flatMap { row in
          let x = inputs[0].row(row)
          let largest = x.max() ?? 0
          let total = logSumExp(ArraySlice(x.map { $0 - largest }))
          return x.map { ($0 - largest) - total }
        })
    },
    gradient: { node, dy in
      let y = node.output
      let last = y.shape.rank - 1
      let total = try sum(dy, axis: last)
      return [try dy - exp(y) * repeated(total, axis: last, count: y.columns)]
    })

  /// One element of each row, chosen by the row's class index.
  static let picking = Primitive(
    "pick", lowering: .rows(.pick), indexOperand: 1,
    shape: { shapes, _ in try rowShape(of: shapes[0], matching: shapes[1], for: "pick") },
    forward: { inputs, context in
      DoubleArray(
        shape: context.shape,
        values: try (0..<inputs[0].rows).map { row in
          let index = try classIndex(inputs[1], row, classes: inputs[0].columns)
          return inputs[0].values[row * inputs[0].columns + index]
        })
    },
    gradient: { node, dy in
      let x = node[0]
      let spread = try repeated(dy, axis: 1, count: x.columns)
      return [try spread * oneHot(node[1], classes: x.columns), nil]
    })

  /// 1 at the row's class index, 0 elsewhere.
  static let oneHotRows = Primitive(
    "oneHot", lowering: .rows(.oneHot), indexOperand: 0,
    shape: { shapes, attributes in
      guard case .classes(let classes) = attributes else { return shapes[0] }
      return [shapes[0].count, classes]
    },
    forward: { inputs, context in
      guard case .classes(let classes) = context.attributes else { return inputs[0] }
      var result = DoubleArray(shape: context.shape, repeating: 0)
      for row in 0..<inputs[0].values.count {
        result.values[row * classes + (try classIndex(inputs[0], row, classes: classes))] = 1
      }
      return result
    },
    gradient: { _, _ in [nil] })
}

extension Primitive {
  /// [rows] for a matrix whose row count agrees with that of the indices.
  static func rowShape(of matrix: Shape, matching rows: Shape, for operation: String) throws
    -> Shape
  {
    guard matrix.rank == 2 else {
      throw GraphError.wrongRank(operation: operation, shape: matrix, expected: "a matrix")
    }
    guard rows.rank == 1, rows[0] == matrix[0] else {
      throw GraphError.shapeMismatch(operation: operation, first: matrix, second: rows)
    }
    return rows
  }

  static func classIndex(_ indices: DoubleArray, _ row: Int, classes: Int) throws -> Int {
    let index = Int(indices.values[row])
    guard (0..<classes).contains(index) else {
      throw GraphError.indexOutOfRange(name: "indices", row: row, index: index, classes: classes)
    }
    return index
  }

  static func logSumExp(_ row: ArraySlice<Double>) -> Double {
    guard let largest = row.max(), largest.isFinite else { return row.max() ?? -.infinity }
    return largest + log(row.reduce(0) { $0 + exp($1 - largest) })
  }

  static func probabilities(_ row: ArraySlice<Double>) -> [Double] {
    let total = logSumExp(row)
    return row.map { exp($0 - total) }
  }
}

extension Expression {
  /// The length of the last axis.
  var columns: Int { shape.rank == 0 ? 1 : shape[shape.rank - 1] }
}
