import Tensors

@testable import Graphs

/// A whole training step drawn from a seed: values, a loss, slopes, updates.
struct RandomGraphCase {
  let seed: UInt64
  let outputs: [(name: String, Expression)]
  let updates: [(target: Expression, value: Expression)]
  let bindings: Bindings
  let parameters: [Expression]
  let states: [Expression]

  init(seed: UInt64) throws {
    var graph = GraphGenerator(seed: seed)
    try graph.grow(graph.draw.integer(3...12), RandomOperation.families)
    let loss = try graph.loss()
    let known = graph.parameters
    let slopes = try gradients(of: loss, withRespectTo: known)
    var updates: [(target: Expression, value: Expression)] = []
    for (w, g) in zip(known, slopes) {
      updates += try RandomUpdate.all[graph.draw.integer(0...RandomUpdate.all.count - 1)]
        .build(&graph, w, g)
    }
    var outputs = [("loss", loss)]
    for _ in 0..<graph.draw.integer(0...2) {
      outputs += graph.pick().map { [("value \(outputs.count)", $0)] } ?? []
    }
    for (w, g) in zip(known, slopes) where graph.draw.integer(0...2) > 0 {
      outputs.append(("slope of \(w.node.name ?? "")", g))
    }
    self.seed = seed
    self.outputs = outputs
    self.updates = updates
    bindings = graph.bindings
    parameters = graph.parameters
    states = graph.states
  }

  /// Everything a run of the plan computes, by name.
  var results: [(name: String, Expression)] {
    outputs + updates.map { ("new \($0.target.node.name ?? "")", $0.value) }
  }

  /// The graph, one node a line.
  var listing: String {
    var numbers: [ObjectIdentifier: Int] = [:]
    var lines: [String] = []
    for node in topologicalOrder(results.map(\.1.node)) {
      numbers[ObjectIdentifier(node)] = lines.count
      let operands = node.inputs.map { "%\(numbers[ObjectIdentifier($0)] ?? -1)" }
      lines.append(
        "%\(lines.count) = \(node.primitive.name)(\(operands.joined(separator: ", "))) "
          + "\(node.attributes) \(node.shape)")
    }
    lines += results.map { "\($0) = %\(numbers[ObjectIdentifier($1.node)] ?? -1)" }
    return lines.joined(separator: "\n")
  }
}

extension GraphGenerator {
  /// What the growing ended in, each reduced to a number, added up.
  fileprivate mutating func loss() throws -> Expression {
    try ends.reduce(.constant(0)) { try $0 + term($1) }
  }

  private mutating func term(_ x: Expression) throws -> Expression {
    switch draw.integer(0...2) {
    case 0: try mean(x * leaf(x.shape))
    case 1: try 0.5 * mean(square(x))
    default: try sum(x) / Double(max(1, x.shape.count))
    }
  }
}
