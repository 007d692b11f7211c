import Tensors

/// Merges nodes that compute the same: equal primitive, attributes, shape and operands.
///
/// Leaves of one name become one node, which later passes rely on, so leaves are merged even when
/// the pass is switched off; by-products likewise, since a kernel has one place for each.
func sharingSubexpressions(_ roots: [Node], leavesOnly: Bool) -> [Node] {
  var known: [NodeKey: Node] = [:]
  return rewritten(roots) { node, inputs in
    let candidate = node.with(inputs: inputs)
    let isAlways = node.primitive.lowering == .source || node.primitive.lowering == .byproduct
    if leavesOnly && !isAlways { return candidate }
    let key = NodeKey(candidate)
    if let earlier = known[key] { return earlier }
    known[key] = candidate
    return candidate
  }
}

/// What makes two nodes the same.
private struct NodeKey: Hashable {
  let primitive: ObjectIdentifier
  let attributes: Attributes
  let shape: Shape
  let inputs: [ObjectIdentifier]

  init(_ node: Node) {
    primitive = ObjectIdentifier(node.primitive)
    attributes = node.attributes
    shape = node.shape
    inputs = node.inputs.map(ObjectIdentifier.init)
  }
}
