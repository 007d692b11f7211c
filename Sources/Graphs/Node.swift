import Tensors

/// One vertex of the graph: a primitive, its attributes and its operands.
///
/// Never changes once built.
///
/// The one mutation is in `deinit`: a chain of a million nodes must not be released by a million
/// nested calls, so a dying node takes its operands apart in a loop. Only nodes that nobody else
/// refers to are touched there, which is why the class may call itself Sendable.
final class Node: @unchecked Sendable {
  let primitive: Primitive
  let attributes: Attributes
  let shape: Shape
  private(set) var inputs: [Node]

  init(_ primitive: Primitive, attributes: Attributes = .none, inputs: [Node] = [], shape: Shape) {
    self.primitive = primitive
    self.attributes = attributes
    self.inputs = inputs
    self.shape = shape
  }

  deinit {
    var dying = inputs
    inputs = []
    while var node = dying.popLast() {
      guard isKnownUniquelyReferenced(&node) else { continue }
      dying.append(contentsOf: node.inputs)
      node.inputs = []
    }
  }

  /// The name of a leaf, nil for what is computed.
  var name: String? {
    guard case .name(let name) = attributes else { return nil }
    return name
  }
}

/// What a primitive must know beside its operands.
///
/// Equal attributes on equal operands give equal values, which is what lets a pass share common
/// subexpressions.
enum Attributes: Hashable, Sendable {
  case none
  case name(String)
  case value(Double)
  case values([Double])
  case axis(Int)
  case repeated(axis: Int, count: Int)
  case transposes(first: Bool, second: Bool)
  case classes(Int)
  case smoothing(Double)
  case alignment(blank: Int, zeroInfinity: Bool)
  case recurrence(Recurrence)
  case convolution(ConvolutionGeometry)
  case pooling(PoolingGeometry)
  case dropout(rate: Double, stream: UInt32)
  case axes([Int])
  case part(first: Int, count: Int, whole: Int)
  case lookup(rows: Int, skipsFirst: Bool)
}

/// The nodes `roots` depend on, operands before users, each once.
///
/// Iterative: graphs may be deep.
func topologicalOrder(_ roots: [Node]) -> [Node] {
  var order: [Node] = []
  var finished: Set<ObjectIdentifier> = []
  var stack: [(node: Node, next: Int)] = []
  for root in roots where !finished.contains(ObjectIdentifier(root)) {
    stack.append((root, 0))
    while let (node, next) = stack.last {
      if next < node.inputs.count {
        stack[stack.count - 1].next += 1
        let input = node.inputs[next]
        if !finished.contains(ObjectIdentifier(input)) { stack.append((input, 0)) }
      } else {
        stack.removeLast()
        if finished.insert(ObjectIdentifier(node)).inserted { order.append(node) }
      }
    }
  }
  return order
}
