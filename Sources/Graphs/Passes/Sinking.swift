import Tensors

extension FlatGraph {
  /// Moves cheap operations to the level of their users when nothing is gained by computing them
  /// early: the mask of a relu, computed beside the relu, would be written to memory only to be
  /// read back in the backward pass.
  ///
  /// Legal as long as a level stays above those of all operands that cannot be fused, and operands
  /// come from memory anyway.
  func sinkCheap(_ levels: inout [Int]) {
    var users = [[Int]](repeating: [], count: nodes.count)
    for node in nodes.indices { for operand in inputs[node] { users[operand].append(node) } }
    for node in nodes.indices.reversed() where isElementwise(node) && isCheap(node) {
      let targets = users[node]
      guard let level = targets.map({ levels[$0] }).min(), level > levels[node],
        targets.allSatisfy({ canFuse(node, into: $0) }),
        inputs[node].allSatisfy({ isInMemory($0, users[$0], below: level, levels) })
      else { continue }
      levels[node] = level
    }
  }

  /// Whether computing it again costs less than a trip to memory.
  private func isCheap(_ node: Int) -> Bool {
    guard case .tape(let operation) = lowering(node) else { return false }
    switch operation {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .sign, .add, .subtract,
      .multiply, .negate, .square, .select:
      return shape(node).rank > 0
    default: return false
    }
  }

  /// Whether the operand will lie in memory by the given level whatever is fused.
  private func isInMemory(_ operand: Int, _ users: [Int], below level: Int, _ levels: [Int]) -> Bool
  {
    if !isElementwise(operand) { return true }
    return levels[operand] < level && users.contains { !canFuse(operand, into: $0) }
  }
}
