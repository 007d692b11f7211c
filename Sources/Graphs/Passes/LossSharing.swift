import Tensors

/// Lets the kernel that computes the gradient of a loss hand out the losses as well, so that a step
/// of training goes through each lattice, and through each row of class scores, once.
///
/// The loss then waits for what the gradient waits for. That is legal where neither scores nor
/// upstream derivative depend on such a loss; gradients for which that is not so keep a loss of its own.
func sharingLosses(_ roots: [Node]) -> [Node] {
  let order = topologicalOrder(roots)
  guard order.contains(where: { $0.primitive.gradientKernel != nil }) else { return roots }
  var gradients: [LossKey: Node] = [:]
  var dependents: Set<ObjectIdentifier> = []
  for node in order {
    let isDependent = node.inputs.contains { dependents.contains(ObjectIdentifier($0)) }
    if node.primitive.isGradientKernel, !isDependent {
      let key = LossKey(node.primitive, node, operands: node.inputs.dropLast())
      if gradients[key] == nil { gradients[key] = node }
    }
    if isDependent || node.primitive.gradientKernel != nil {
      dependents.insert(ObjectIdentifier(node))
    }
  }
  if gradients.isEmpty { return roots }
  return rewritten(roots) { node, inputs in
    guard let kernel = node.primitive.gradientKernel,
      let gradient = gradients[LossKey(kernel, node, operands: node.inputs[...])]
    else { return node.with(inputs: inputs) }
    return Node(
      .lossesBesideGradient, attributes: node.attributes, inputs: [gradient] + inputs,
      shape: node.shape)
  }
}

extension Primitive {
  /// The kernel that computes the gradient of this loss and could hand out the losses.
  ///
  /// Its operands are those of the loss and the derivative upstream.
  fileprivate var gradientKernel: Primitive? { Self.gradientKernels[ObjectIdentifier(self)] }

  /// Whether this is the gradient of such a loss.
  fileprivate var isGradientKernel: Bool {
    Self.gradientKernels.values.contains { $0 === self }
  }

  private static let gradientKernels: [ObjectIdentifier: Primitive] = [
    ObjectIdentifier(temporalClassification): temporalClassificationGradient,
    ObjectIdentifier(transducer): transducerGradient,
    ObjectIdentifier(crossEntropyOfIndices): crossEntropyOfIndicesGradient,
    ObjectIdentifier(crossEntropyOfTargets): crossEntropyOfTargetsGradient,
  ]
}

/// What a loss and its gradient have in common.
private struct LossKey: Hashable {
  let kernel: ObjectIdentifier
  let attributes: Attributes
  let operands: [ObjectIdentifier]

  init(_ kernel: Primitive, _ node: Node, operands: ArraySlice<Node>) {
    self.kernel = ObjectIdentifier(kernel)
    attributes = node.attributes
    self.operands = operands.map(ObjectIdentifier.init)
  }
}
