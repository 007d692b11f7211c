import Tensors

/// The oracle: computes expressions in double precision, node by node, in the plainest way there
/// is.
///
/// Fast plans are held to its results; nothing is trained with it.
public struct Evaluator: Sendable {
  /// An evaluator has no settings.
  public init() {}

  /// The values of `expressions` when the leaves have the given values.
  ///
  /// Every node they depend on is computed once.
  public func evaluate(_ expressions: [Expression], feeding bindings: Bindings) throws
    -> [DoubleArray]
  {
    var known: [ObjectIdentifier: DoubleArray] = [:]
    func value(_ node: Node) -> DoubleArray {
      known[ObjectIdentifier(node)] ?? DoubleArray(shape: node.shape, repeating: .nan)
    }
    for node in topologicalOrder(expressions.map(\.node)) {
      let context = OracleContext(
        name: node.name ?? "", shape: node.shape, attributes: node.attributes, bindings: bindings)
      known[ObjectIdentifier(node)] = try node.primitive.forward(node.inputs.map(value), context)
    }
    return expressions.map { value($0.node) }
  }

  /// The value of one expression.
  public func evaluate(_ expression: Expression, feeding bindings: Bindings) throws -> DoubleArray {
    try evaluate([expression], feeding: bindings)[0]
  }
}
