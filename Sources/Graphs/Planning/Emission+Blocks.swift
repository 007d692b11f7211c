import Tensors

// Kernels over whole blocks: how they are divided among the threads.

extension FlatGraph {
  /// What a kernel over blocks touches, thread by thread.
  func blockAccesses(_ node: Int, _ operation: BlockOperation, _ slices: Slices) -> [Access] {
    let operands = inputs[node].map { base(of: $0) }
    func whole(_ operand: Int, for ranges: [Range<Int>]) -> Access {
      .read(operands[operand], slices.whole(shape(operands[operand]).count, for: ranges))
    }
    let ranges = blockRanges(node, operation, slices)
    switch operation {
    case .lookup:
      return [
        whole(0, for: ranges), .read(operands[1], ranges),
        .write(node, slices.scaled(ranges, by: shape(node).columns)),
      ]
    case .lookupGradient:
      // Columns lie across all rows.
      return [
        whole(0, for: ranges), whole(1, for: ranges),
        .write(node, slices.whole(shape(node).count, for: ranges)),
      ]
    }
  }

  /// What each thread does: positions of a lookup, columns of its gradient.
  ///
  /// Columns, since a few rows have most of the positions, and since sums then come in one order.
  fileprivate func blockRanges(
    _ node: Int, _ operation: BlockOperation, _ slices: Slices
  ) -> [Range<Int>] {
    switch operation {
    case .lookup: slices.elements(of: shape(inputs[node][1]))
    case .lookupGradient: slices.flat(shape(node).columns, granule: 16)
    }
  }
}

extension Emission {
  /// The steps of a kernel over blocks on one thread.
  func blocks(_ node: Int, _ thread: Int) throws -> [Step] {
    guard case .blocks(let operation) = graph.lowering(node) else { return [] }
    let range = graph.blockRanges(node, operation, slices)[thread]
    guard !range.isEmpty else { return [] }
    switch operation {
    case .lookup: return [.blocks(.lookup(try lookup(node, range, thread)))]
    case .lookupGradient: return [.blocks(.lookupGradient(try lookupGradient(node, range, thread)))]
    }
  }

  private func operand(
    _ node: Int, _ position: Int, _ thread: Int
  ) throws -> UnsafePointer<Float> {
    UnsafePointer(try address(graph.base(of: graph.inputs[node][position]), thread: thread))
  }

  private func lookup(_ node: Int, _ range: Range<Int>, _ thread: Int) throws -> LookupStep {
    let table = graph.shape(graph.inputs[node][0])
    return LookupStep(
      table: try operand(node, 0, thread), rows: table[0], width: table[1],
      skipsFirst: graph.nodes[node].attributes.skipsFirst,
      positions: try operand(node, 1, thread) + range.lowerBound, count: range.count,
      result: try address(node, thread: thread) + range.lowerBound * table[1])
  }

  private func lookupGradient(
    _ node: Int, _ range: Range<Int>, _ thread: Int
  ) throws -> LookupGradientStep {
    let shape = graph.shape(node)
    return LookupGradientStep(
      added: try operand(node, 1, thread), positions: try operand(node, 0, thread),
      count: graph.shape(graph.inputs[node][0]).count, rows: shape[0], width: shape[1],
      skipsFirst: graph.nodes[node].attributes.skipsFirst, columns: range,
      result: try address(node, thread: thread))
  }
}

extension Shape {
  /// The length of the last axis, 1 for a scalar.
  var columns: Int { dimensions.last ?? 1 }
}
