import Tensors

extension Primitive {
  /// The losses as a by-product of the kernel that computes their gradient.
  ///
  /// Operands: the gradient, then those of the loss. A pass puts it in the place of the loss, in
  /// whose shape it is.
  static let lossesBesideGradient = Primitive(
    "lossesBesideGradient", lowering: .byproduct, shape: { shapes, _ in shapes[0] },
    forward: { inputs, context in
      let operands = Array(inputs[1...])
      return try loss(of: operands).forward(operands, context)
    },
    gradient: { node, _ in throw GraphError.noSecondDerivative(operation: "lossesBesideGradient") })

  /// The loss that takes such operands: two for target rows, three for class indices, four for labels
  /// of sequences.
  private static func loss(of operands: [DoubleArray]) -> Primitive {
    switch (operands.count, operands[0].shape.rank) {
    case (2, _): crossEntropyOfTargets
    case (3, _): crossEntropyOfIndices
    case (_, 4): transducer
    default: temporalClassification
    }
  }
}
