import CKernels
import Tensors

// Products, and the gathering woven into them.

extension Emission {
  /// The steps of a product on one thread: one, or a gathering and a product for each block of rows.
  func product(_ number: Int, _ node: Int, _ thread: Int) throws -> [Step] {
    guard let whole = try wholeProduct(node, thread) else { return [] }
    let ahead = blueprint.gathering
    let next = try ahead.fetchedByProduct[number].flatMap { try rowsAhead(of: $0, thread) }
    guard let gather = ahead.gatherOfProduct[number],
      case .some(.gather(let rows)) = try gatherStep(gather, thread)
    else { return [.product(whole.fetching(next))] }
    let size = GatheringAhead.blockRows(width: rows.width)
    return stride(from: 0, to: whole.m, by: size).flatMap { start -> [Step] in
      let count = min(size, whole.m - start)
      let isLast = start + count == whole.m
      let following = rows.rows(start + count, min(size, whole.m - start - count))
      return [
        .gather(rows.rows(start, count)),
        .product(
          whole.rows(start, count).fetching(isLast ? next : FetchAhead(following, batch: 0))),
      ]
    }
  }

  /// The first block that a thread gathers of the next batch.
  private func rowsAhead(of gather: Int, _ thread: Int) throws -> FetchAhead? {
    guard case .some(.gather(let rows)) = try gatherStep(gather, thread),
      case .gather(let node) = blueprint.tasks[gather].kind
    else { return nil }
    let count = min(rows.count, GatheringAhead.blockRows(width: rows.width))
    return FetchAhead(rows.rows(0, count), batch: graph.shape(node)[0])
  }

  private func gatherStep(_ number: Int, _ thread: Int) throws -> Step? {
    guard case .gather(let node) = blueprint.tasks[number].kind else { return nil }
    return try gather(node, thread).first
  }

  /// The product of a thread's slice; nil if it has none.
  private func wholeProduct(_ node: Int, _ thread: Int) throws -> ProductStep? {
    let split = graph.productSplit(node, slices)
    let range = split.ranges[thread]
    guard !range.isEmpty else { return nil }
    let (first, second) = Primitive.transposes(graph.nodes[node].attributes)
    let (aShape, bShape) = (graph.shape(graph.inputs[node][0]), graph.shape(graph.inputs[node][1]))
    let size = ProductSize(graph, node)
    let (start, byRows) = (range.lowerBound, split.axis == 0)
    let offsetA = byRows ? start * (first ? 1 : aShape[1]) : 0
    let offsetB = byRows ? 0 : start * (second ? bShape[1] : 1)
    let epilogue = blueprint.epilogues[node]
    return ProductStep(
      transposeA: first, transposeB: second, m: byRows ? range.count : size.rows,
      n: byRows ? size.columns : range.count, k: size.depth,
      a: try address(graph.base(of: graph.inputs[node][0]), thread: thread) + offsetA,
      strideA: max(aShape[1], 1),
      b: try address(graph.base(of: graph.inputs[node][1]), thread: thread) + offsetB,
      strideB: max(bShape[1], 1),
      c: try address(epilogue?.result ?? node, thread: thread)
        + (byRows ? start * size.columns : start),
      strideC: max(size.columns, 1),
      bias: try epilogue?.bias.map {
        UnsafePointer(try address($0, thread: thread)) + (byRows ? 0 : start)
      }, isRelu: epilogue?.isRelu ?? false, fetch: nil,
      scratch: usesOwnKernel(size) ? memory.scratch(of: thread) : nil)
  }

  /// Whether a product is computed by our own kernel.
  func usesOwnKernel(_ size: ProductSize) -> Bool {
    options.runs(.ownProducts) && size.suitsOwnKernel
  }
}

extension ProductStep {
  /// The product of `count` rows of the first operand from `start` on.
  fileprivate func rows(_ start: Int, _ count: Int) -> ProductStep {
    var part = self
    part.a += start * (transposeA ? 1 : strideA)
    part.c += start * strideC
    part.m = count
    return part
  }

  fileprivate func fetching(_ fetch: FetchAhead?) -> ProductStep {
    var step = self
    step.fetch = scratch == nil ? nil : fetch
    return step
  }
}

extension GatherStep {
  /// The gathering of `count` of these rows from `start` on.
  fileprivate func rows(_ start: Int, _ count: Int) -> GatherStep {
    var part = self
    part.first += start
    part.count = count
    part.result += start * width
    return part
  }
}

extension FetchAhead {
  /// The rows that a step gathers, of a batch that begins `batch` rows after the current one.
  fileprivate init?(_ gather: GatherStep, batch: Int) {
    guard gather.count > 0, !gather.isIndices else { return nil }
    self.init(
      source: gather.source, order: gather.order, first: gather.first + batch,
      count: gather.count, width: gather.width)
  }
}
