import Tensors

/// A rough forecast of how long one run takes on one thread, in nanoseconds.
///
/// Good to a factor of three, which is all that is needed to tell an iris from an MNIST.
struct WorkEstimate {
  private(set) var nanoseconds = 0.0

  /// Waking the pool and passing a few barriers costs around two microseconds; a step must be
  /// several times as long before a second thread pays.
  static let worthThreads = 15_000.0

  var isWorthThreads: Bool { nanoseconds > Self.worthThreads }

  init(_ blueprint: Blueprint) {
    for task in blueprint.tasks { nanoseconds += cost(task.kind, blueprint.graph) }
  }

  private func cost(_ kind: PlanTask.Kind, _ graph: FlatGraph) -> Double {
    func count(_ node: Int) -> Double { Double(graph.shape(node).count) }
    switch kind {
    case .product(let node):
      let inner =
        graph.shape(node)[0] == 0
        ? 0 : graph.shape(graph.inputs[node][0]).count / max(1, graph.shape(node)[0])
      return 100 + count(node) * Double(inner) * 2 / 150
    case .tape(let members):
      let domain = graph.domain(members[0]) ?? []
      return 20 + Double(domain.count) * Double(members.count) * 0.03
    case .rows(let node): return 20 + count(graph.inputs[node][0]) * 0.5
    case .lattice(let call): return 20 + latticeCost(call, graph)
    case .gather(let node), .axisSum(let node), .spread(let node): return 20 + count(node) * 0.1
    case .transposition(let node): return 20 + count(node) * 0.3
    case .assign(let value, _): return 10 + count(value) * 0.05
    case .combine: return 5
    }
  }

  /// An exponential for each score, and a few for each cell of a lattice.
  private func latticeCost(_ call: LatticeCall, _ graph: FlatGraph) -> Double {
    let scores = graph.shape(graph.inputs[call.node][0])
    let places = graph.shape(graph.inputs[call.node][1])[1] + 1
    let cells = Double(scores[0] * scores[1] * places)
    return (Double(scores.count) * 0.5 + cells * 3) * (call.gradient == nil ? 1 : 2)
  }
}
