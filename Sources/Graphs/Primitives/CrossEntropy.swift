import Tensors

// Softmax and cross-entropy in one: the loss of a row of logits x against a target t is
//
//   L = -Σ t_c log softmax(x)_c = (Σ t_c) logSumExp(x) - Σ t_c x_c,    dL/dx = (Σ t) softmax(x) - t
//
// which stays exact for logits of 1e4, where the logarithm of a softmax would be log 0. For a class
// index y with smoothing ε and class weights w the target is PyTorch's
//
//   t_c = (1 - ε) w_y [c = y] + (ε / C) w_c.

extension Primitive {
  /// Loss of each row against class indices.
  ///
  /// Operands: logits, indices, weights of the classes.
  static let crossEntropyOfIndices = Primitive(
    "softmaxCrossEntropy", lowering: .rows(.crossEntropyOfIndices), indexOperand: 1,
    shape: { shapes, _ in try crossEntropyShape(shapes) },
    forward: { inputs, context in
      try crossEntropy(inputs[0], shape: context.shape) { row in
        try smoothedTarget(inputs, row, context.attributes)
      }
    },
    gradient: { node, dy in
      let operands = [node[0], node[1], node[2], dy]
      return [
        try crossEntropyOfIndicesGradient.apply(operands, attributes: node.attributes), nil, nil,
      ]
    })

  /// The derivative of the above in the logits.
  ///
  /// Operands: logits, indices, weights, dL per row.
  static let crossEntropyOfIndicesGradient = Primitive(
    "softmaxCrossEntropyGradient", lowering: .rows(.crossEntropyOfIndicesGradient),
    indexOperand: 1, shape: { shapes, _ in shapes[0] },
    forward: { inputs, context in
      try crossEntropyGradient(inputs[0], upstream: inputs[3]) { row in
        try smoothedTarget(inputs, row, context.attributes)
      }
    },
    gradient: { node, _ in
      throw GraphError.noSecondDerivative(operation: node.output.node.primitive.name)
    })

  /// Loss of each row against a row of target weights.
  ///
  /// Operands: logits, targets.
  static let crossEntropyOfTargets = Primitive(
    "softmaxCrossEntropy", lowering: .rows(.crossEntropyOfTargets),
    shape: { shapes, _ in
      guard shapes[0] == shapes[1] else {
        throw GraphError.shapeMismatch(
          operation: "softmaxCrossEntropy", first: shapes[0], second: shapes[1])
      }
      return try shapes[0].removingLast(for: "softmaxCrossEntropy")
    },
    forward: { inputs, context in
      try crossEntropy(inputs[0], shape: context.shape) { inputs[1].row($0) }
    },
    gradient: { node, dy in
      let (x, t) = (node[0], node[1])
      let spread = try repeated(dy, axis: x.shape.rank - 1, count: x.columns)
      return [try crossEntropyOfTargetsGradient(x, t, dy), try -(spread * logSoftmax(x))]
    })

  /// The derivative of the above in the logits.
  ///
  /// Operands: logits, targets, dL per row.
  static let crossEntropyOfTargetsGradient = Primitive(
    "softmaxCrossEntropyGradient", lowering: .rows(.crossEntropyOfTargetsGradient),
    shape: { shapes, _ in shapes[0] },
    forward: { inputs, _ in
      try crossEntropyGradient(inputs[0], upstream: inputs[2]) { inputs[1].row($0) }
    },
    gradient: { node, _ in
      throw GraphError.noSecondDerivative(operation: node.output.node.primitive.name)
    })
}

extension Primitive {
  private static func crossEntropyShape(_ shapes: [Shape]) throws -> Shape {
    let rows = try rowShape(of: shapes[0], matching: shapes[1], for: "softmaxCrossEntropy")
    guard shapes[2] == [shapes[0][1]] else {
      throw GraphError.shapeMismatch(
        operation: "class weights of softmaxCrossEntropy", first: shapes[0], second: shapes[2])
    }
    return rows
  }

  private static func smoothedTarget(
    _ inputs: [DoubleArray], _ row: Int, _ attributes: Attributes
  ) throws -> ArraySlice<Double> {
    guard case .smoothing(let smoothing) = attributes else { return [] }
    let classes = inputs[0].columns
    let index = try classIndex(inputs[1], row, classes: classes)
    let weights = inputs[2].values
    var target = weights.map { smoothing / Double(classes) * $0 }
    target[index] += (1 - smoothing) * weights[index]
    return target[...]
  }

  private static func crossEntropy(
    _ logits: DoubleArray, shape: Shape, target: (Int) throws -> ArraySlice<Double>
  ) throws -> DoubleArray {
    DoubleArray(
      shape: shape,
      values: try (0..<logits.rows).map { row in
        let x = logits.row(row)
        let total = logSumExp(x)
        return try zip(target(row), x).reduce(0) { sum, pair in
          sum + (pair.0 == 0 ? 0 : pair.0 * (total - pair.1))
        }
      })
  }

  private static func crossEntropyGradient(
    _ logits: DoubleArray, upstream: DoubleArray, target: (Int) throws -> ArraySlice<Double>
  ) throws -> DoubleArray {
    DoubleArray(
      shape: logits.shape,
      values: try (0..<logits.rows).flatMap { row in
        let t = try target(row)
        let mass = t.reduce(0, +)
        return zip(probabilities(logits.row(row)), t).map { probability, target in
          upstream.values[row] * (mass * probability - target)
        }
      })
  }
}
