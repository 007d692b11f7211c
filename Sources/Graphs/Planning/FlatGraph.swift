import Tensors

/// A graph laid out for the passes: nodes numbered in topological order, operands before users.
struct FlatGraph {
  let nodes: [Node]
  /// The numbers of each node's operands.
  let inputs: [[Int]]
  private let numbers: [ObjectIdentifier: Int]

  init(_ roots: [Node]) {
    let order = topologicalOrder(roots)
    var numbers: [ObjectIdentifier: Int] = [:]
    for (number, node) in order.enumerated() { numbers[ObjectIdentifier(node)] = number }
    nodes = order
    inputs = order.map { node in node.inputs.map { numbers[ObjectIdentifier($0)] ?? 0 } }
    self.numbers = numbers
  }

  /// The number of a node of the graph.
  func number(of node: Node) -> Int {
    numbers[ObjectIdentifier(node)] ?? 0
  }

  func lowering(_ node: Int) -> Lowering { nodes[node].primitive.lowering }
  func shape(_ node: Int) -> Shape { nodes[node].shape }

  /// The node whose memory a chain of views shows.
  func base(of node: Int) -> Int {
    var node = node
    while lowering(node) == .view { node = inputs[node][0] }
    return node
  }

  /// Whether the node adds up all elements of its operand, which a tape does in passing.
  func isTotal(_ node: Int) -> Bool { nodes[node].primitive === Primitive.total }

  /// Whether the node is an instruction of a tape.
  func isElementwise(_ node: Int) -> Bool {
    if case .tape = lowering(node) { return true }
    return false
  }

  /// The shape a tape member runs over, nil for what does not belong into a tape.
  func domain(_ node: Int) -> Shape? {
    if isElementwise(node) { return shape(node) }
    guard isTotal(node) else { return nil }
    let (operand, base) = (inputs[node][0], base(of: inputs[node][0]))
    // Every thread runs over a single number of shape [], but only one may add it to a total.
    return shape(base).rank == 0 ? shape(operand) : shape(base)
  }

  /// Whether every thread computes the value for itself: computed single numbers.
  func isPrivate(_ node: Int) -> Bool {
    shape(node).rank == 0 && (isElementwise(node) || isTotal(node))
  }
}
