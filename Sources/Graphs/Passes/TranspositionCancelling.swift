import Tensors

/// Takes transpositions out of a graph by computing the transposed value in the first place.
///
/// An elementwise operation on transposes is the transpose of the operation on what was transposed;
/// a product of A and B is the transpose of Bᵀ Aᵀ, at no cost; a transposed operand of a product is a
/// flag of the product. Values that such operations tie to a transposition form a family, which is
/// computed transposed as a whole: the gradient of a weight, say, with the update it goes into. At its
/// borders a transposition is left where nothing absorbs it.
func cancellingTranspositions(_ roots: [Node]) -> [Node] {
  let order = topologicalOrder(roots)
  guard order.contains(where: { $0.primitive === Primitive.transposition }) else { return roots }
  let transposer = Transposer(families: Families(order))
  return rewritten(roots) { node, inputs in transposer.rewritten(node, inputs) }
}

/// Which values are computed transposed.
private struct Families {
  private var members: Set<ObjectIdentifier> = []

  init(_ order: [Node]) {
    var numbers: [ObjectIdentifier: Int] = [:]
    var sets = DisjointSets(count: order.count)
    for (number, node) in order.enumerated() { numbers[ObjectIdentifier(node)] = number }
    for (number, node) in order.enumerated() where node.isElementwiseMatrix {
      for input in node.inputs where input.canBeTransposed {
        sets.join(number, numbers[ObjectIdentifier(input)] ?? number)
      }
    }
    var seeded: Set<Int> = []
    for (number, node) in order.enumerated() where node.primitive === Primitive.transposition {
      seeded.insert(sets.root(of: number))
    }
    for (number, node) in order.enumerated()
    where node.canBeTransposed && seeded.contains(sets.root(of: number)) {
      members.insert(ObjectIdentifier(node))
    }
  }

  /// Whether the node is tied to a transposition.
  func contains(_ node: Node) -> Bool { members.contains(ObjectIdentifier(node)) }
}

/// Rebuilds nodes, keeping for the members of a family what they are the transpose of.
private struct Transposer {
  let families: Families

  func rewritten(_ node: Node, _ inputs: [Node]) -> Node {
    if node.primitive === Primitive.transposition { return transposed(inputs[0]) }
    if node.primitive === Primitive.product {
      let product = absorbing(node, inputs)
      return families.contains(node) ? transposed(flipped(product)) : product
    }
    if node.isElementwiseMatrix, families.contains(node) {
      return transposed(
        Node(
          node.primitive, attributes: node.attributes, inputs: inputs.map(transposed),
          shape: node.shape.transposed))
    }
    if node.primitive === Primitive.total { return node.with(inputs: inputs.map(untransposed)) }
    return node.with(inputs: inputs)
  }

  /// A product that reads through transpositions of its operands.
  private func absorbing(_ node: Node, _ inputs: [Node]) -> Node {
    var (first, second) = Primitive.transposes(node.attributes)
    if inputs[0].primitive === Primitive.transposition { first.toggle() }
    if inputs[1].primitive === Primitive.transposition { second.toggle() }
    let operands = inputs.map(untransposed)
    if zip(operands, node.inputs).allSatisfy({ $0 === $1 }) { return node }
    return Node(
      .product, attributes: .transposes(first: first, second: second), inputs: operands,
      shape: node.shape)
  }

  /// C = op(A) op(B) as Cᵀ = op(B)ᵀ op(A)ᵀ.
  private func flipped(_ product: Node) -> Node {
    let (first, second) = Primitive.transposes(product.attributes)
    return Node(
      .product, attributes: .transposes(first: !second, second: !first),
      inputs: product.inputs.reversed(), shape: product.shape.transposed)
  }

  private func untransposed(_ node: Node) -> Node {
    node.primitive === Primitive.transposition ? node.inputs[0] : node
  }

  /// The transpose of a value, without a transposition where there is a way.
  private func transposed(_ node: Node) -> Node {
    if node.primitive === Primitive.transposition { return node.inputs[0] }
    if node.shape.rank != 2 { return node }
    if node.primitive === Primitive.constant {
      return Node(.constant, attributes: node.attributes, shape: node.shape.transposed)
    }
    if let number = node.repeatedNumber {
      return Node(.reshaping, inputs: [number], shape: node.shape.transposed)
    }
    return Node(.transposition, inputs: [node], shape: node.shape.transposed)
  }
}

extension Node {
  /// Whether this is an elementwise operation on matrices that does not care for positions.
  fileprivate var isElementwiseMatrix: Bool {
    guard case .tape(let operation) = primitive.lowering else { return false }
    return shape.rank == 2 && operation != .dropout
  }

  /// Whether the value can be computed transposed at no cost.
  fileprivate var canBeTransposed: Bool {
    isElementwiseMatrix || (shape.rank == 2 && primitive === Primitive.product)
      || primitive === Primitive.transposition
  }

  /// The flat repetition behind a matrix that holds one computed number everywhere.
  fileprivate var repeatedNumber: Node? {
    guard primitive === Primitive.reshaping else { return nil }
    let flat = inputs[0]
    let isRepetition = flat.primitive === Primitive.repetition && flat.inputs[0].shape.count == 1
    return isRepetition ? flat : nil
  }
}
