import Tensors

/// Lets the kernel that computes the gradient of a sum over alignments hand out the losses as well,
/// so that a step of training goes through each lattice once.
///
/// The loss then waits for what the gradient waits for. That is legal where neither scores nor
/// upstream derivative depend on a lattice, and it is the only case that arises: see
/// `AlignmentFamily.derivative`.
func sharingLattices(_ roots: [Node]) -> [Node] {
  let order = topologicalOrder(roots)
  var gradients: [LatticeKey: Node] = [:]
  for node in order {
    guard case .lattice(let operation) = node.primitive.lowering, operation.isGradient,
      !node.inputs.contains(where: \.dependsOnLattice)
    else { continue }
    let key = LatticeKey(operation, node, operands: node.inputs.dropLast())
    if gradients[key] == nil { gradients[key] = node }
  }
  if gradients.isEmpty { return roots }
  return rewritten(roots) { node, inputs in
    guard case .lattice(let operation) = node.primitive.lowering, !operation.isGradient,
      let gradient = gradients[LatticeKey(operation.gradient, node, operands: node.inputs[...])]
    else { return node.with(inputs: inputs) }
    return Node(
      .lossesBesideGradient, attributes: node.attributes, inputs: [gradient] + inputs,
      shape: node.shape)
  }
}

/// What a loss and its gradient have in common.
private struct LatticeKey: Hashable {
  let operation: LatticeOperation
  let attributes: Attributes
  let operands: [ObjectIdentifier]

  init(_ operation: LatticeOperation, _ node: Node, operands: ArraySlice<Node>) {
    self.operation = operation
    attributes = node.attributes
    self.operands = operands.map(ObjectIdentifier.init)
  }
}
