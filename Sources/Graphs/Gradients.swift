import Tensors

/// The derivatives of a single number with respect to any expressions of its graph, as expressions
/// of the same graph (reverse mode).
///
/// What does not matter to `scalar` gets zeros.
public func gradients(
  of scalar: Expression, withRespectTo targets: [Expression]
) throws -> [Expression] {
  guard scalar.isScalar else { throw GraphError.gradientOfNonScalar(shape: scalar.shape) }
  for target in targets where target.node.primitive === Primitive.indices {
    throw GraphError.gradientWithRespectToIndices(name: target.node.name ?? "")
  }
  let order = topologicalOrder([scalar.node])
  let relevant = dependents(of: targets.map(\.node), in: order)
  var derivatives: [ObjectIdentifier: Expression] = [
    ObjectIdentifier(scalar.node): .constant(1)
  ]
  for node in order.reversed() where relevant.contains(ObjectIdentifier(node)) {
    guard let upstream = derivatives[ObjectIdentifier(node)], !node.inputs.isEmpty,
      node.inputs.contains(where: { relevant.contains(ObjectIdentifier($0)) })
    else { continue }
    let parts = try node.primitive.gradient(Applied(output: Expression(node)), upstream)
    for (input, part) in zip(node.inputs, parts) {
      guard let part, relevant.contains(ObjectIdentifier(input)) else { continue }
      let earlier = derivatives[ObjectIdentifier(input)]
      derivatives[ObjectIdentifier(input)] = try earlier.map { try $0 + part } ?? part
    }
  }
  return targets.map { derivatives[ObjectIdentifier($0.node)] ?? zeros(like: $0) }
}

/// The nodes of `order` that are, or depend on, one of `targets`.
private func dependents(of targets: [Node], in order: [Node]) -> Set<ObjectIdentifier> {
  var found = Set(targets.map(ObjectIdentifier.init))
  for node in order where node.inputs.contains(where: { found.contains(ObjectIdentifier($0)) }) {
    found.insert(ObjectIdentifier(node))
  }
  return found
}
