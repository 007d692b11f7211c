import Tensors

/// The leaves of a plan that are fed from outside.
struct PlanLeaves {
  /// One fed leaf.
  struct Leaf {
    let name: String
    /// "input", "indices" or "scalar".
    let kind: String
    let node: Int
    let shape: Shape
    let isIndices: Bool
    /// For class indices: the smallest number of classes among their uses.
    let classes: Int?
  }

  /// Inputs and class indices: gathered row by row.
  let sources: [Leaf]
  /// Single numbers.
  let scalars: [Leaf]

  init(_ graph: FlatGraph) {
    var sources: [Leaf] = []
    var scalars: [Leaf] = []
    for (number, node) in graph.nodes.enumerated() {
      let isIndices = node.primitive === Primitive.indices
      let leaf = Leaf(
        name: node.name ?? "", kind: node.primitive.name, node: number, shape: node.shape,
        isIndices: isIndices,
        classes: isIndices ? PlanLeaves.classes(of: number, graph) : nil)
      if node.primitive === Primitive.input || isIndices { sources.append(leaf) }
      if node.primitive === Primitive.scalar { scalars.append(leaf) }
    }
    self.sources = sources
    self.scalars = scalars
  }

  private static func classes(of indices: Int, _ graph: FlatGraph) -> Int? {
    var smallest: Int?
    for user in graph.nodes.indices where graph.inputs[user].contains(indices) {
      let node = graph.nodes[user]
      var classes = Expression(node).columns
      if node.primitive !== Primitive.oneHotRows { classes = node.inputs[0].shape[1] }
      smallest = min(smallest ?? classes, classes)
    }
    return smallest
  }
}
