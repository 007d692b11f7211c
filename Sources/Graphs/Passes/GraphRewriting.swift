import Tensors

// Passes from graph to graph.

/// The graph of `roots` rebuilt from its leaves up; `rule` sees each node with its new operands.
func rewritten(_ roots: [Node], by rule: (Node, [Node]) throws -> Node) rethrows -> [Node] {
  var replacement: [ObjectIdentifier: Node] = [:]
  for node in topologicalOrder(roots) {
    let inputs = node.inputs.map { replacement[ObjectIdentifier($0)] ?? $0 }
    replacement[ObjectIdentifier(node)] = try rule(node, inputs)
  }
  return roots.map { replacement[ObjectIdentifier($0)] ?? $0 }
}

extension Node {
  /// The same operation on other operands; the node itself if they are the same.
  func with(inputs others: [Node]) -> Node {
    if zip(inputs, others).allSatisfy({ $0 === $1 }) { return self }
    return Node(primitive, attributes: attributes, inputs: others, shape: shape)
  }
}
