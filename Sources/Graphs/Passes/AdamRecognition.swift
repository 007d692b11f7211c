import Tensors

/// Adam's update found in a graph.
///
/// A tape needs a dozen passes over its registers for it; a kernel of its own does the same
/// arithmetic in one, four times as fast.
///
///     m' = m β₁ + g (1 - β₁)
///     v' = v β₂ + g² (1 - β₂)
///     w' = w s - rate m' / (√v' rescale + ε)
///
/// with scalars or constants for rate, rescale and s, which may be absent.
struct AdamPattern {
  /// A coefficient: a constant or a node of shape [].
  enum Coefficient: Equatable {
    case constant(Float)
    case node(Int)
  }

  let gradient: Int
  let weight: Int
  let firstMoment: Int
  let secondMoment: Int
  /// The nodes that compute w', m' and v'.
  let newWeight: Int
  let newFirst: Int
  let newSecond: Int
  let beta1: Float
  let fresh1: Float
  let beta2: Float
  let fresh2: Float
  let epsilon: Float
  let rate: Coefficient
  let rescale: Coefficient
  let shrink: Coefficient
  /// Every node of the formula, in topological order.
  let members: [Int]
}

extension AdamPattern {
  /// The formula that ends in node `result`, if there is one there.
  init?(_ graph: FlatGraph, endingIn result: Int) {
    var matcher = Matcher(graph: graph)
    guard let outer = matcher.operands(result, Primitive.subtraction),
      let (rate, ratio) = matcher.scaled(outer.1),
      let quotient = matcher.operands(ratio, Primitive.division),
      let (root, epsilon) = matcher.plusConstant(quotient.1)
    else { return nil }
    let rescaled = matcher.isElementwise(root, Primitive.squareRoot) ? nil : matcher.scaled(root)
    guard let second = matcher.operand(rescaled?.1 ?? root, Primitive.squareRoot),
      let m = matcher.runningMean(quotient.0), let v = matcher.runningMean(second),
      let base = matcher.operand(v.fresh, Primitive.squaring), base == m.fresh
    else { return nil }
    var weight = outer.0
    var shrink = Coefficient.constant(1)
    if !graph.isStored(weight), let (factor, inner) = matcher.scaled(weight) {
      (shrink, weight) = (factor, inner)
    }
    // The kernel reads arrays from memory, where a repetition or a constant need not lie.
    guard [weight, m.old, v.old].allSatisfy(graph.isStored),
      graph.addressing(of: base, over: graph.shape(result)) == .vector(graph.base(of: base))
    else { return nil }
    gradient = base
    self.weight = weight
    (firstMoment, beta1, fresh1, newFirst) = (m.old, m.decay, m.share, quotient.0)
    (secondMoment, beta2, fresh2, newSecond) = (v.old, v.decay, v.share, second)
    (self.epsilon, self.rate, self.rescale, self.shrink) =
      (epsilon, rate, rescaled?.0 ?? .constant(1), shrink)
    newWeight = result
    members = matcher.seen.sorted()
  }

  /// The nodes the kernel reads besides the three it also writes.
  var operands: [Int] {
    [gradient]
      + [rate, rescale, shrink].compactMap { coefficient in
        if case .node(let node) = coefficient { node } else { nil }
      }
  }
}

extension FlatGraph {
  /// Whether the node is a parameter or a state.
  func isStored(_ node: Int) -> Bool {
    nodes[node].primitive === Primitive.parameter || nodes[node].primitive === Primitive.state
  }

  /// All of Adam's updates whose inner values nobody else wants.
  func adamPatterns() -> [AdamPattern] {
    var users = [[Int]](repeating: [], count: nodes.count)
    for node in nodes.indices { for operand in inputs[node] { users[operand].append(node) } }
    return nodes.indices.compactMap { node -> AdamPattern? in
      guard nodes[node].primitive === Primitive.subtraction, shape(node).rank > 0 else {
        return nil
      }
      return AdamPattern(self, endingIn: node)
    }.filter { pattern in
      let own = Set(pattern.members)
      return pattern.members.allSatisfy { member in users[member].allSatisfy(own.contains) }
    }
  }
}

/// Takes a formula apart, noting what it walks over.
private struct Matcher {
  let graph: FlatGraph
  var seen: Set<Int> = []

  init(graph: FlatGraph) {
    self.graph = graph
  }

  func isElementwise(_ node: Int, _ primitive: Primitive) -> Bool {
    graph.nodes[node].primitive === primitive
  }

  mutating func operands(_ node: Int, _ primitive: Primitive) -> (Int, Int)? {
    guard isElementwise(node, primitive) else { return nil }
    seen.insert(node)
    return (graph.inputs[node][0], graph.inputs[node][1])
  }

  mutating func operand(_ node: Int, _ primitive: Primitive) -> Int? {
    guard isElementwise(node, primitive) else { return nil }
    seen.insert(node)
    return graph.inputs[node][0]
  }

  private func constant(_ node: Int) -> Float? {
    Expression(graph.nodes[node]).constantValue.map(Float.init)
  }

  /// factor · array, in either order.
  mutating func scaled(_ node: Int) -> (AdamPattern.Coefficient, Int)? {
    guard let (a, b) = operands(node, Primitive.multiplication) else { return nil }
    for (factor, array) in [(a, b), (b, a)] where graph.shape(array).rank > 0 {
      if let value = constant(factor) { return (.constant(value), array) }
      if graph.shape(factor).rank == 0 { return (.node(factor), array) }
    }
    return nil
  }

  /// array + number, in either order.
  mutating func plusConstant(_ node: Int) -> (Int, Float)? {
    guard let (a, b) = operands(node, Primitive.addition) else { return nil }
    if let value = constant(b) { return (a, value) }
    return constant(a).map { (b, $0) }
  }

  /// old · decay + fresh · share, `old` being a state.
  mutating func runningMean(
    _ node: Int
  ) -> (old: Int, decay: Float, fresh: Int, share: Float)? {
    guard let (a, b) = operands(node, Primitive.addition) else { return nil }
    guard case .some((.constant(let first), let x)) = scaled(a),
      case .some((.constant(let second), let y)) = scaled(b)
    else { return nil }
    if graph.isStored(x) { return (x, first, y, second) }
    return graph.isStored(y) ? (y, second, x, first) : nil
  }
}
