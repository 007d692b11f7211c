import Tensors

// Losses of label sequences without an alignment: −log of the probability of all alignments. Their
// gradients are derived by hand in TemporalLattice and TransducerLattice, from the scores on, the
// softmax included.

/// What one such loss is made of.
struct AlignmentFamily: Sendable {
  let name: String
  let operation: LatticeOperation
  /// The fewest frames an example may have.
  let leastFrames: Int
  /// Checks the shapes of scores and labels against each other.
  let check: @Sendable (_ scores: Shape, _ labels: Shape) throws -> Void
  /// log p of an example, and the slopes of −log p, row by row.
  let logLikelihood: @Sendable (AlignedExample) -> Double
  let slopes: @Sendable (AlignedExample) -> [[Double]]
}

extension Primitive {
  /// −log p of each example.
  ///
  /// Operands: scores, labels, input lengths, target lengths.
  static let temporalClassification = alignment(
    .temporalClassification, slope: { temporalClassificationGradient })

  /// The derivative of the above in the scores.
  ///
  /// Operands: those above, dL per example.
  static let temporalClassificationGradient = alignmentGradient(.temporalClassification)

  /// −log p of each example.
  ///
  /// Operands: scores, labels, input lengths, target lengths.
  static let transducer = alignment(.transducer, slope: { transducerGradient })

  /// The derivative of the above in the scores.
  ///
  /// Operands: those above, dL per example.
  static let transducerGradient = alignmentGradient(.transducer)

  private static func alignment(
    _ family: AlignmentFamily, slope: @escaping @Sendable () -> Primitive
  ) -> Primitive {
    Primitive(
      family.name, lowering: .lattice(family.operation),
      shape: { shapes, attributes in
        try family.checkShapes(shapes, attributes)
        return [shapes[0][0]]
      },
      forward: { inputs, context in
        DoubleArray(
          shape: context.shape,
          values: try (0..<context.shape.count).map { row in
            let loss = -family.logLikelihood(try family.example(inputs, row, context.attributes))
            return loss == .infinity && context.attributes.zeroesInfinity ? 0 : loss
          })
      },
      gradient: { node, dy in
        try family.derivative(node, dy, slope()) + [nil, nil, nil]
      })
  }

  private static func alignmentGradient(_ family: AlignmentFamily) -> Primitive {
    Primitive(
      family.name + "Gradient", lowering: .lattice(family.operation.gradient),
      shape: { shapes, _ in shapes[0] },
      forward: { inputs, context in
        DoubleArray(
          shape: context.shape,
          values: try (0..<context.shape[0]).flatMap { row in
            let example = try family.example(inputs, row, context.attributes)
            let slopes = family.slopes(example).flatMap { $0 }
            let padding = context.shape.count / max(1, context.shape[0]) - slopes.count
            // No alignment: no slope, even under an infinite upstream derivative.
            return slopes.map { $0 == 0 ? 0 : $0 * inputs[4].values[row] }
              + [Double](repeating: 0, count: padding)
          })
      },
      gradient: { node, _ in
        throw GraphError.noSecondDerivative(operation: node.output.node.primitive.name)
      })
  }
}

extension AlignmentFamily {
  func example(
    _ inputs: [DoubleArray], _ row: Int, _ attributes: Attributes
  ) throws -> AlignedExample {
    try AlignedExample(
      inputs, row: row, blank: attributes.blank, leastFrames: leastFrames, operation: name)
  }

  func checkShapes(_ shapes: [Shape], _ attributes: Attributes) throws {
    let (scores, labels) = (shapes[0], shapes[1])
    guard labels.rank == 2 else {
      throw GraphError.wrongRank(
        operation: "labels of \(name)", shape: labels, expected: "one row of labels per example")
    }
    try check(scores, labels)
    for lengths in shapes[2...3] where lengths != [scores[0]] {
      throw GraphError.shapeMismatch(
        operation: "lengths of \(name)", first: scores, second: lengths)
    }
    let classes = scores[scores.rank - 1]
    guard (0..<classes).contains(attributes.blank) else {
      throw GraphError.badOption(
        operation: name, option: "blank", value: Double(attributes.blank),
        expected: "0 to \(classes - 1)")
    }
  }

  /// The derivative in the scores, the upstream one times the slope.
  ///
  /// The kernel multiplies by the upstream derivative itself, unless that depends on such a loss: then
  /// losses must be known before it, and one kernel call could not serve both.
  func derivative(_ node: Applied, _ dy: Expression, _ slope: Primitive) throws -> [Expression?] {
    func slopes(_ upstream: Expression) throws -> Expression {
      try slope.apply(node.inputs + [upstream], attributes: node.attributes)
    }
    guard dy.node.dependsOnLattice else { return [try slopes(dy)] }
    let scores = node[0].shape
    let each = try repeated(dy, axis: 1, count: scores.count / max(1, scores[0]))
    return [try slopes(.constant(1, shape: dy.shape)) * reshape(each, to: scores)]
  }
}

extension Node {
  /// Whether the node is a sum over alignments, or its gradient, or depends on one.
  var dependsOnLattice: Bool {
    topologicalOrder([self]).contains { node in
      if case .lattice = node.primitive.lowering { return true }
      return false
    }
  }
}

extension Attributes {
  /// The class that writes nothing.
  var blank: Int {
    guard case .alignment(let blank, _) = self else { return 0 }
    return blank
  }

  /// Whether an example without an alignment has the loss 0 instead of infinity.
  var zeroesInfinity: Bool {
    guard case .alignment(_, let zeroes) = self else { return false }
    return zeroes
  }
}

extension AlignmentFamily {
  fileprivate static let temporalClassification = AlignmentFamily(
    name: "ctc", operation: .temporalClassification, leastFrames: 0,
    check: { scores, labels in
      guard scores.rank == 3 else {
        throw GraphError.wrongRank(
          operation: "ctc", shape: scores, expected: "batch, time and class")
      }
      guard scores[0] == labels[0] else {
        throw GraphError.shapeMismatch(operation: "ctc", first: scores, second: labels)
      }
    },
    logLikelihood: { TemporalLattice($0).logLikelihood }, slopes: { TemporalLattice($0).slopes() })

  fileprivate static let transducer = AlignmentFamily(
    name: "rnnt", operation: .transducer, leastFrames: 1,
    check: { scores, labels in
      guard scores.rank == 4 else {
        throw GraphError.wrongRank(
          operation: "rnnt", shape: scores, expected: "batch, time, label + 1 and class")
      }
      guard scores[0] == labels[0], scores[2] == labels[1] + 1 else {
        throw GraphError.shapeMismatch(operation: "rnnt", first: scores, second: labels)
      }
    },
    logLikelihood: { TransducerLattice($0).logLikelihood },
    slopes: { TransducerLattice($0).slopes() })
}
