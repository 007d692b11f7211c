import Tensors

/// The oracle: computes expressions in double precision, node by node, in the plainest way there
/// is.
///
/// Fast plans are held to its results; nothing is trained with it. A value lives until its last
/// user is computed, so that a formula over a million elements takes the memory of a few arrays.
public struct Evaluator: Sendable {
  /// An evaluator has no settings.
  public init() {}

  /// The values of `expressions` when the leaves have the given values.
  ///
  /// Every node they depend on is computed once.
  public func evaluate(_ expressions: [Expression], feeding bindings: Bindings) throws
    -> [DoubleArray]
  {
    let order = topologicalOrder(expressions.map(\.node))
    var known = KnownValues(order, kept: expressions.map(\.node))
    for node in order {
      let context = OracleContext(
        name: node.name ?? "", shape: node.shape, attributes: node.attributes, bindings: bindings)
      let value = try node.primitive.forward(node.inputs.map { known[$0] }, context)
      known.keep(value, of: node)
    }
    return expressions.map { known[$0.node] }
  }

  /// The value of one expression.
  public func evaluate(_ expression: Expression, feeding bindings: Bindings) throws -> DoubleArray {
    try evaluate([expression], feeding: bindings)[0]
  }
}

/// The values computed so far that something is still to be computed from.
private struct KnownValues {
  private var values: [ObjectIdentifier: DoubleArray] = [:]
  private var users: [ObjectIdentifier: Int] = [:]

  init(_ order: [Node], kept: [Node]) {
    for node in order.flatMap(\.inputs) + kept { users[ObjectIdentifier(node), default: 0] += 1 }
  }

  subscript(node: Node) -> DoubleArray {
    values[ObjectIdentifier(node)] ?? DoubleArray(shape: node.shape, repeating: .nan)
  }

  /// Keeps a value and drops those of the operands that nobody else waits for.
  mutating func keep(_ value: DoubleArray, of node: Node) {
    for input in node.inputs {
      let key = ObjectIdentifier(input)
      users[key, default: 0] -= 1
      if users[key] == 0 { values[key] = nil }
    }
    values[ObjectIdentifier(node)] = value
  }
}
