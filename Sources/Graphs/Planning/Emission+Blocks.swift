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
    case .permutation:
      let isInStep = nodes[node].attributes.axes.first == 0
      return [
        isInStep
          ? .read(operands[0], slices.scaled(ranges, by: shape(inputs[node][0]).rowCount))
          : whole(0, for: ranges),
        .write(node, slices.scaled(ranges, by: shape(node).rowCount)),
      ]
    case .part, .placement:
      return [
        whole(0, for: ranges), .write(node, slices.scaled(ranges, by: shape(node).rowCount)),
      ]
    case .batchedProduct:
      let reads = (0..<2).map { operand in
        Access.read(
          operands[operand],
          slices.scaled(ranges, by: shape(inputs[node][operand]).rowCount))
      }
      return reads + [.write(node, slices.scaled(ranges, by: shape(node).rowCount))]
    }
  }

  /// What each thread does: positions of a lookup, columns of its gradient, rows of the first axis
  /// elsewhere.
  ///
  /// Columns, since a few rows have most of the positions, and since sums then come in one order.
  fileprivate func blockRanges(
    _ node: Int, _ operation: BlockOperation, _ slices: Slices
  ) -> [Range<Int>] {
    switch operation {
    case .lookup: slices.elements(of: shape(inputs[node][1]))
    case .lookupGradient: slices.flat(shape(node).columns, granule: 16)
    case .permutation, .part, .placement, .batchedProduct: slices.batchRows(of: shape(node))
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
    case .permutation: return [.blocks(.permutation(try permutation(node, range, thread)))]
    case .part: return [.blocks(.part(try part(node, range, thread)))]
    case .placement:
      return try placement(node, range, thread).map { .blocks(.part($0)) }
    case .batchedProduct: return [.blocks(.product(try products(node, range, thread)))]
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

extension Emission {
  private func permutation(
    _ node: Int, _ range: Range<Int>, _ thread: Int
  ) throws -> PermutationStep {
    let shape = graph.shape(node)
    let axes = graph.nodes[node].attributes.axes
    var (lengths, strides) = (SIMD4(repeating: 1), SIMD4(repeating: 0))
    let steps = graph.shape(graph.inputs[node][0]).strides(axes)
    let missing = 4 - shape.rank
    for axis in 0..<shape.rank {
      lengths[missing + axis] = axis == 0 ? range.count : shape[axis]
      strides[missing + axis] = steps[axis]
    }
    return PermutationStep(
      source: try operand(node, 0, thread) + range.lowerBound * (steps.first ?? 0),
      lengths: lengths, strides: strides,
      contiguous: missing + (axes.firstIndex(of: shape.rank - 1) ?? 0),
      result: try address(node, thread: thread) + range.lowerBound * shape.rowCount)
  }

  private func part(_ node: Int, _ range: Range<Int>, _ thread: Int) throws -> PartStep {
    let width = graph.shape(node).rowCount
    let first = graph.nodes[node].attributes.partRows.rows.lowerBound + range.lowerBound
    return PartStep(
      source: try operand(node, 0, thread) + first * width, count: range.count * width,
      result: try address(node, thread: thread) + range.lowerBound * width)
  }

  /// Zeros before the part, the part, zeros behind it, as far as they lie in the range.
  private func placement(
    _ node: Int, _ range: Range<Int>, _ thread: Int
  ) throws -> [PartStep] {
    let width = graph.shape(node).rowCount
    let (rows, whole) = graph.nodes[node].attributes.partRows
    let (source, result) = (
      try operand(node, 0, thread), try address(node, thread: thread)
    )
    return [(0..<rows.lowerBound, false), (rows, true), (rows.upperBound..<whole, false)].compactMap
    { section, isPart in
      let mine = section.clamped(to: range)
      guard !mine.isEmpty else { return nil }
      return PartStep(
        source: isPart ? source + (mine.lowerBound - rows.lowerBound) * width : nil,
        count: mine.count * width, result: result + mine.lowerBound * width)
    }
  }

  private func products(
    _ node: Int, _ range: Range<Int>, _ thread: Int
  ) throws -> BatchedProductStep {
    let (a, b) = (graph.shape(graph.inputs[node][0]), graph.shape(graph.inputs[node][1]))
    let (first, second) = Primitive.transposes(graph.nodes[node].attributes)
    let size = ProductSize(graph, node)
    let sizes = (a: a.rowCount, b: b.rowCount, c: graph.shape(node).rowCount)
    let start = range.lowerBound
    return BatchedProductStep(
      first: ProductStep(
        transposeA: first, transposeB: second, m: size.rows, n: size.columns, k: size.depth,
        a: try operand(node, 0, thread) + start * sizes.a, strideA: max(a[2], 1),
        b: try operand(node, 1, thread) + start * sizes.b, strideB: max(b[2], 1),
        c: try address(node, thread: thread) + start * sizes.c, strideC: max(size.columns, 1),
        bias: nil, isRelu: false, fetch: nil,
        scratch: usesOwnKernel(size) ? memory.scratch(of: thread) : nil),
      count: range.count, sizes: sizes)
  }
}

extension Shape {
  /// The length of the last axis, 1 for a scalar.
  var columns: Int { dimensions.last ?? 1 }
}
