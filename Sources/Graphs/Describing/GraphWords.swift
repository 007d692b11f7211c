import Tensors

/// What the values of a graph are called.
///
/// Names go along the graph: what is computed with a layer's weights is that layer's, what the loss
/// does not need is on the way back, and what reaches an update by elementwise steps alone is the
/// gradient of the parameter updated.
struct GraphWords {
  private let graph: FlatGraph
  private let names: [String: String]
  /// Nodes that some output needs.
  private var isForward: [Bool]
  /// The name of the layer or input a value belongs to.
  private var owner: [String?]
  /// The parameter whose gradient a node computes.
  private var gradientOf: [Int: String] = [:]
  /// The parameter towards whose gradient an elementwise step works.
  private var towards: [Int: String] = [:]
  /// The first output that needs a node.
  private var outputOf: [Int: String] = [:]
  /// Elementwise values of what some output needs, such as the slope of an activation.
  private var isDerived: [Bool]
  /// The output everything else stands beside.
  private let mainOutput: String?

  /// - Parameters:
  ///   - names: what parameters and inputs are called, where not by their names.
  init(_ blueprint: Blueprint, names: [String: String]) {
    graph = blueprint.graph
    self.names = names
    isForward = [Bool](repeating: false, count: graph.nodes.count)
    owner = [String?](repeating: nil, count: graph.nodes.count)
    isDerived = [Bool](repeating: false, count: graph.nodes.count)
    mainOutput = blueprint.outputs.first?.name
    for (name, node) in blueprint.outputs {
      for ancestor in ancestors(of: node) where outputOf[ancestor] == nil {
        isForward[ancestor] = true
        outputOf[ancestor] = name
      }
    }
    for node in graph.nodes.indices {
      owner[node] = findOwner(node)
      isDerived[node] = findDerived(node)
    }
    for (value, target) in blueprint.updates where isParameter(target) {
      markGradients(from: value, of: target)
    }
  }

  // MARK: Names

  /// A value in a word or two.
  func name(_ node: Int) -> String {
    let node = source(node)
    if let name = graph.nodes[node].name { return display(name) }
    if let parameter = gradientOf[node] { return "gradient of \(parameter)" }
    if !isForward[node] { return "slope" }
    return owner[node] ?? outputOf[node] ?? "value"
  }

  /// What several nodes work on: the layer they read, or the output they serve.
  func subject(of members: [Int]) -> String {
    if members.allSatisfy({ graph.nodes[$0].primitive === Primitive.dropout }) { return "mask" }
    let inside = Set(members)
    let operands = members.flatMap { graph.inputs[$0] }.map(source).filter { !inside.contains($0) }
    let layer =
      (members + operands).last {
        (isForward[$0] || isDerived[$0]) && graph.nodes[$0].name == nil && owner[$0] != nil
      }.flatMap { owner[$0] } ?? operands.lazy.compactMap { owner[$0] }.first
    if isBackward(members) {
      if let parameter = members.lazy.compactMap({ gradientOf[$0] ?? towards[$0] }).first {
        return "gradient of \(parameter)"
      }
      return layer.map { "slope at \($0)" } ?? "slope"
    }
    let output = members.lazy.compactMap { outputOf[$0] }.first
    guard let layer else { return output ?? "scalars" }
    if let output, output != mainOutput, graph.isTotal(members[members.count - 1]) {
      return "\(output) of \(layer)"
    }
    return layer
  }

  /// Whether no output needs what the nodes compute.
  func isBackward(_ members: [Int]) -> Bool { !members.contains { isForward[$0] } }

  /// The parameter whose gradient the node is, if it is one.
  func gradient(_ node: Int) -> String? { gradientOf[node] }

  /// The output that is, or needs, the node.
  func output(_ node: Int) -> String? { outputOf[node] }

  /// The last part of a parameter's name, "bias", where an addition adds one.
  func bias(addedBy member: Int) -> String? {
    guard graph.nodes[member].primitive === Primitive.addition else { return nil }
    return graph.inputs[member].map(source).first(where: isParameter).map {
      String(name($0).split(separator: ".").last ?? "")
    }
  }

  /// What a parameter, state or input is called.
  func display(_ stored: String) -> String {
    if let known = names[stored] { return known }
    // A state is called after its slot and its parameter: "m/0.weight".
    guard let slash = stored.firstIndex(of: "/") else { return stored }
    return stored[...slash] + display(String(stored[stored.index(after: slash)...]))
  }

  func isParameter(_ node: Int) -> Bool { graph.nodes[node].primitive === Primitive.parameter }

  // MARK: Along the graph

  /// The node whose numbers a view or a repetition shows.
  private func source(_ node: Int) -> Int {
    var node = node
    while [.view, .repetition, .transposition].contains(graph.lowering(node)) {
      node = graph.inputs[node][0]
    }
    return node
  }

  private func ancestors(of root: Int) -> Set<Int> {
    var found: Set<Int> = [root]
    var open = [root]
    while let node = open.popLast() {
      // Losses come beside their gradient, which is on the way back all the same.
      let operands = graph.inputs[node].dropFirst(graph.lowering(node) == .byproduct ? 1 : 0)
      for operand in operands where found.insert(operand).inserted { open.append(operand) }
    }
    return found
  }

  private func findOwner(_ node: Int) -> String? {
    if let name = graph.nodes[node].name {
      guard isParameter(node) else {
        return graph.nodes[node].primitive === Primitive.input ? display(name) : nil
      }
      let display = display(name)
      return display.lastIndex(of: ".").map { String(display[..<$0]) } ?? display
    }
    let operands = graph.inputs[node].map(source)
    if graph.isTotal(node) || isReducedRows(node) { return nil }
    let owners = operands.filter { graph.nodes[$0].primitive !== Primitive.state }
    return owners.first { isParameter($0) }.flatMap { owner[$0] }
      ?? owners.lazy.compactMap { owner[$0] }.first
  }

  /// Whether a kernel made one number of each row or example: a loss, no longer a layer's output.
  private func isReducedRows(_ node: Int) -> Bool {
    switch graph.lowering(node) {
    case .rows: graph.shape(node).rank < graph.shape(graph.inputs[node][0]).rank
    case .lattice(let operation): !operation.isGradient
    case .byproduct: true
    default: false
    }
  }

  private func findDerived(_ node: Int) -> Bool {
    graph.isElementwise(node)
      && graph.inputs[node].map(source).allSatisfy {
        isForward[$0] || isDerived[$0] || graph.inputs[$0].isEmpty
      }
  }

  /// Follows an update back to where its gradient is made.
  private mutating func markGradients(from value: Int, of target: Int) {
    let parameter = name(target)
    let size = graph.shape(target).count
    var open = [value]
    var seen: Set<Int> = [value]
    while let node = open.popLast() {
      let isStep =
        graph.isElementwise(node) || [.view, .transposition].contains(graph.lowering(node))
      if !isStep, !graph.isTotal(node), graph.nodes[node].name == nil, !isForward[node] {
        if gradientOf[node] == nil { gradientOf[node] = parameter }
      }
      guard isStep else { continue }
      towards[node] = towards[node] ?? parameter
      for operand in graph.inputs[node]
      where graph.shape(operand).count == size && seen.insert(operand).inserted {
        open.append(operand)
      }
    }
  }
}

extension Blueprint {
  /// The values of the updates with their targets, wherever they are written.
  var updates: [(value: Int, target: Int)] {
    let placed = targetOfValue.sorted { $0.key < $1.key }.map { (value: $0.key, target: $0.value) }
    let copied = tasks.compactMap { task -> (value: Int, target: Int)? in
      guard case .assign(let value, let target) = task.kind else { return nil }
      return (value, target)
    }
    return placed + copied
  }
}
