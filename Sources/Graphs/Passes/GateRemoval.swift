/// The graph without its gates, which mean something to derivatives only: what they stand before is
/// again one and the same node for all its users.
func removingGates(_ roots: [Node]) -> [Node] {
  rewritten(roots) { node, inputs in
    node.primitive === Primitive.gate ? inputs[0] : node.with(inputs: inputs)
  }
}
