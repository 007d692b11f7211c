import Tensors

/// Brings constant factors together, as gradients of weighted means leave them behind.
///
/// c₁ · (c₂ · x) becomes (c₁ c₂) · x, and c · (a · x + b · y) becomes (c a) · x + (c b) · y; a
/// negative is a factor of −1. An inner node that is used elsewhere as well is left alone: it has to be
/// computed anyway, and patterns such as Adam's are recognised by it.
func gatheringFactors(_ roots: [Node]) throws -> [Node] {
  var uses: [ObjectIdentifier: Int] = [:]
  for node in topologicalOrder(roots) {
    for input in node.inputs { uses[ObjectIdentifier(input), default: 0] += 1 }
  }
  for root in roots { uses[ObjectIdentifier(root), default: 0] += 1 }
  return try rewritten(roots) { node, inputs in
    let candidate = node.with(inputs: inputs)
    guard let outer = ScaledNode(candidate),
      uses[ObjectIdentifier(node.inputs[outer.position])] == 1
    else { return candidate }
    return try outer.gathered() ?? candidate
  }
}

/// A node seen as a constant times another one of its shape.
private struct ScaledNode {
  let factor: Double
  /// Which operand is multiplied.
  let position: Int
  let base: Node

  init?(_ node: Node) {
    if node.primitive === Primitive.negation {
      (factor, position, base) = (-1, 0, node.inputs[0])
      return
    }
    guard node.primitive === Primitive.multiplication else { return nil }
    for position in 0...1 {
      guard let factor = Expression(node.inputs[1 - position]).constantValue,
        node.inputs[position].shape == node.shape
      else { continue }
      (self.factor, self.position, base) = (factor, position, node.inputs[position])
      return
    }
    return nil
  }

  /// The product with the factors of the operand taken in; nil if it has none.
  func gathered() throws -> Node? {
    if let inner = ScaledNode(base) { return try inner.times(factor) }
    guard base.primitive === Primitive.addition || base.primitive === Primitive.subtraction,
      let first = try ScaledNode(base.inputs[0])?.times(factor),
      let second = try ScaledNode(base.inputs[1])?.times(factor), first.shape == second.shape
    else { return nil }
    return base.with(inputs: [first, second])
  }

  /// The node times another factor; nil where the product of the factors leaves the range of
  /// single precision, in which their products with a number one after the other may stay.
  private func times(_ other: Double) throws -> Node? {
    let product = factor * other
    guard (1e-30...1e30).contains(product.magnitude) else { return nil }
    return try (Expression.constant(product) * Expression(base)).node
  }
}
