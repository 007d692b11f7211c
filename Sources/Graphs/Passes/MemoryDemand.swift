import Tensors

/// Finds which values must lie in memory: those that some task other than their own tape reads, and
/// those that are a plan's results.
///
/// Repetitions and constants are laid down only if demanded.
struct MemoryDemand {
  private(set) var demanded: Set<Int> = []
  private let graph: FlatGraph
  private let fusion: Fusion

  init(_ graph: FlatGraph, fusion: Fusion, roots: [Int]) {
    self.graph = graph
    self.fusion = fusion
    for root in roots { demand(graph.base(of: root)) }
    // Users before operands: what a demanded repetition repeats is demanded in turn.
    for node in graph.nodes.indices.reversed() { demandOperands(of: node) }
  }

  func contains(_ node: Int) -> Bool { demanded.contains(node) }

  private mutating func demand(_ node: Int) { demanded.insert(node) }

  private mutating func demandOperands(of node: Int) {
    switch graph.lowering(node) {
    case .source, .immediate, .table, .view, .byproduct: break
    case .repetition:
      if contains(node) { demand(graph.base(of: graph.inputs[node][0])) }
    case _ where graph.domain(node) != nil:
      for operand in graph.inputs[node] {
        let address = graph.addressing(of: operand, over: graph.domain(node) ?? [])
        guard let source = address.node else { continue }
        if fusion.groupOfNode[source] != fusion.groupOfNode[node] { demand(source) }
      }
    default:
      for (position, operand) in graph.inputs[node].enumerated()
      where graph.immediate(node, position) == nil {
        demand(graph.base(of: operand))
      }
    }
  }
}

extension FlatGraph {
  /// A constant operand that a row kernel takes as a number instead of an array: class weights of 1,
  /// one derivative for all rows.
  func immediate(_ node: Int, _ position: Int) -> Double? {
    let operand = nodes[base(of: inputs[node][position])]
    guard let value = Expression(operand).constantValue else { return nil }
    switch (lowering(node), position) {
    case (.rows(.crossEntropyOfIndices), 2), (.rows(.crossEntropyOfIndicesGradient), 2):
      return value == 1 ? value : nil
    case (.rows(.crossEntropyOfIndicesGradient), 3), (.rows(.crossEntropyOfTargetsGradient), 2):
      return value
    default: return nil
    }
  }
}
