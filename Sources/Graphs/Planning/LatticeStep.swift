import CKernels

/// Sums over the alignments of some examples, losses and gradient in one pass.
struct LatticeStep {
  let operation: LatticeOperation
  let batch: alignment_batch
  let examples: Range<Int>
  let scratch: UnsafeMutablePointer<Float>

  func run() {
    var batch = batch
    let (begin, end) = (Int64(examples.lowerBound), Int64(examples.upperBound))
    if operation.isTransducer {
      transducer_examples(&batch, begin, end, scratch)
    } else {
      ctc_examples(&batch, begin, end, scratch)
    }
  }
}

/// A kernel call that sums over alignments, before it has memory.
struct LatticeCall {
  let operation: LatticeOperation
  /// The node whose operands it takes.
  let node: Int
  /// The node that holds the losses, nil if nobody wants them.
  let losses: Int?
  /// The node that holds the gradient, nil if nobody wants it.
  let gradient: Int?
}

extension FlatGraph {
  /// The call that computes `node`, a loss or a gradient.
  func latticeCall(_ node: Int) -> LatticeCall? {
    guard case .lattice(let operation) = lowering(node) else { return nil }
    guard operation.isGradient else {
      return LatticeCall(operation: operation, node: node, losses: node, gradient: nil)
    }
    return LatticeCall(
      operation: operation, node: node, losses: lossesBeside(gradient: node), gradient: node)
  }

  /// The losses that the kernel of a gradient hands out, if anybody wants them.
  func lossesBeside(gradient node: Int) -> Int? {
    nodes.indices.first { lowering($0) == .byproduct && inputs[$0][0] == node }
  }
}

extension LatticeCall {
  /// The batch of a call; `address` says where a node lies.
  func batch(
    _ graph: FlatGraph, address: (Int) throws -> UnsafeMutablePointer<Float>
  ) rethrows -> alignment_batch {
    func operand(_ position: Int) throws -> UnsafePointer<Float> {
      UnsafePointer(try address(graph.base(of: graph.inputs[node][position])))
    }
    let (scores, labels) = (graph.shape(graph.inputs[node][0]), graph.shape(graph.inputs[node][1]))
    let attributes = graph.nodes[node].attributes
    return alignment_batch(
      scores: try operand(0), labels: try operand(1), input_lengths: try operand(2),
      target_lengths: try operand(3), row_scale: gradient == nil ? nil : try operand(4),
      frames: Int64(scores[1]), label_count: Int64(labels[1]),
      classes: Int64(scores[scores.rank - 1]), blank: Int64(attributes.blank),
      zero_infinity: attributes.zeroesInfinity, losses: try losses.map(address),
      gradient: try gradient.map(address))
  }

  /// Floats of scratch a thread needs: one lattice of the longest example.
  func scratchFloats(_ graph: FlatGraph) -> Int {
    let frames = Int64(graph.shape(graph.inputs[node][0])[1])
    let labels = Int64(graph.shape(graph.inputs[node][1])[1])
    return Int(
      operation.isTransducer
        ? transducer_scratch_floats(frames, labels, gradient != nil)
        : ctc_scratch_floats(frames, labels, gradient != nil))
  }
}
