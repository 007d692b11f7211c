import Tensors

/// Groups elementwise operations into tapes, forward and backward alike: a group runs over its
/// elements in one pass, with what passes between its members in registers.
///
/// Legality rests on levels. A node's level is that of its deepest operand, plus one wherever the
/// step from operand to node cannot happen inside a tape. Members of a group have one domain and one
/// level; a path that left the group and came back would have climbed, so there is none, and a group
/// can always be run as a whole.
struct Fusion {
  /// The tapes, each a list of nodes in topological order.
  private(set) var groups: [[Int]] = []
  /// The tape each node belongs to.
  private(set) var groupOfNode: [Int: Int] = [:]

  /// More members than this are not put into one tape: its registers would leave the cache.
  static let largestGroup = 64

  /// - Parameters:
  ///   - apart: sets of nodes that are to be groups of their own.
  init(_ graph: FlatGraph, levels: [Int], apart: [[Int]], isOn: Bool) {
    var components = DisjointSets(count: graph.nodes.count)
    var owner: [Int: Int] = [:]
    for (number, nodes) in apart.enumerated() {
      for node in nodes {
        owner[node] = number
        components.join(nodes[0], node)
      }
    }
    if isOn {
      for node in graph.nodes.indices {
        for operand in graph.inputs[node]
        where graph.canFuse(operand, into: node) && levels[operand] == levels[node]
          && owner[operand] == owner[node]
        {
          components.join(operand, node)
        }
      }
    }
    var openGroup: [Int: Int] = [:]
    for node in graph.nodes.indices where graph.domain(node) != nil {
      let component = components.root(of: node)
      if let open = openGroup[component], groups[open].count < Self.largestGroup {
        groups[open].append(node)
      } else {
        openGroup[component] = groups.count
        groups.append([node])
      }
      groupOfNode[node] = openGroup[component]
    }
  }
}

extension FlatGraph {
  /// Whether a value can pass from `operand` to `node` in a register of a tape.
  func canFuse(_ operand: Int, into node: Int) -> Bool {
    isElementwise(operand) && domain(operand) == domain(node)
  }

  /// Each node's level, see `Fusion`.
  func levels() -> [Int] {
    var levels = [Int](repeating: 0, count: nodes.count)
    for node in nodes.indices {
      for operand in inputs[node] {
        levels[node] = max(levels[node], levels[operand] + (canFuse(operand, into: node) ? 0 : 1))
      }
    }
    return levels
  }
}
