import Tensors

// Convolutions. Value and derivative in x are divided by rows of the batch; for the derivative in the
// weights each thread adds up its own rows, and what the threads have is added up afterwards.

/// The threads' parts of a derivative in the weights, one behind the other.
///
/// Parts of threads without rows stay zero.
final class ConvolutionParts {
  let storage: AlignedStorage
  /// Floats from one part to the next.
  let stride: Int

  init(_ shape: Shape, threads: Int) {
    stride = PlanMemory.Sections.rounded(shape.count)
    storage = AlignedStorage(zeros: threads * stride)
  }
}

extension Emission {
  func convolution(_ node: Int, _ thread: Int) throws -> [Step] {
    guard case .convolution(let operation) = graph.lowering(node),
      let geometry = graph.nodes[node].attributes.convolution
    else { return [] }
    let rows = slices.batchRows(of: graph.shape(graph.inputs[node][0]))[thread]
    guard !rows.isEmpty else { return [] }
    func operand(_ position: Int) throws -> UnsafeMutablePointer<Float> {
      try address(graph.base(of: graph.inputs[node][position]), thread: thread)
    }
    let (x, weight, y) =
      switch operation {
      case .forward: (try operand(0), try operand(1), try address(node))
      case .dataGradient: (try address(node), try operand(1), try operand(0))
      case .weightGradient: (try operand(0), try part(of: node, thread), try operand(1))
      }
    let compiled = try CompiledConvolution(
      operation, geometry, rows: rows.count, x: x + rows.lowerBound * geometry.input(1).count,
      weight: weight, y: y + rows.lowerBound * geometry.output(1).count)
    memory.keep(compiled)
    return [.convolution(ConvolutionStep(convolution: compiled.address))]
  }

  private func part(of node: Int, _ thread: Int) throws -> UnsafeMutablePointer<Float> {
    guard let parts = convolutionParts[node] else { return try address(node, thread: thread) }
    return parts.storage.base + thread * parts.stride
  }

  /// Adds up a thread's share of the weights over the parts of all threads, in their order.
  func combineConvolution(_ node: Int, _ thread: Int) throws -> [Step] {
    let range = slices.elements(of: graph.shape(node))[thread]
    guard !range.isEmpty, let parts = convolutionParts[node] else { return [] }
    return [
      .columnSums(
        ColumnSumStep(
          source: parts.storage.base, blocks: 1, rows: slices.threads, columns: parts.stride,
          first: range.lowerBound, last: range.upperBound, result: try address(node)))
    ]
  }
}
