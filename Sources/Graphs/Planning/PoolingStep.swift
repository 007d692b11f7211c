import CKernels
import Tensors

/// A kernel over the windows of some images.
struct PoolingStep {
  let operation: PoolingOperation
  let windows: pooling_windows
  let images: Int64
  /// One operand or two; the second is the first where there is one.
  let first: UnsafePointer<Float>
  let second: UnsafePointer<Float>
  let result: UnsafeMutablePointer<Float>

  func run() {
    var windows = windows
    switch operation {
    case .maximum: pool_maximum(&windows, first, images, result)
    case .pick: pool_pick(&windows, first, second, images, result)
    case .maximumGradient: pool_maximum_gradient(&windows, first, second, images, result)
    case .mean: pool_mean(&windows, first, images, result)
    case .meanGradient: pool_mean_gradient(&windows, first, images, result)
    }
  }
}

extension PoolingGeometry {
  /// As the kernels take it.
  fileprivate var windows: pooling_windows {
    let result = output(1)
    func pair(_ part: KeyPath<WindowAxis, Int>) -> (Int64, Int64) {
      (Int64(vertical[keyPath: part]), Int64(horizontal[keyPath: part]))
    }
    return pooling_windows(
      channels: Int64(channels), input: (Int64(height), Int64(width)),
      output: (Int64(result[1]), Int64(result[2])), size: pair(\.size), stride: pair(\.stride),
      before: pair(\.before))
  }
}

extension Emission {
  /// The images of one thread.
  func pooling(_ node: Int, _ thread: Int) throws -> [Step] {
    guard case .pooling(let operation) = graph.lowering(node),
      let geometry = graph.nodes[node].attributes.pooling
    else { return [] }
    let rows = slices.batchRows(of: graph.shape(node))[thread]
    guard !rows.isEmpty else { return [] }
    func start(_ value: Int) throws -> UnsafeMutablePointer<Float> {
      let shape = graph.shape(value)
      return try address(graph.base(of: value), thread: thread)
        + rows.lowerBound * (shape.count / max(1, shape[0]))
    }
    let operands = try graph.inputs[node].map { UnsafePointer(try start($0)) }
    return [
      .pooling(
        PoolingStep(
          operation: operation, windows: geometry.windows, images: Int64(rows.count),
          first: operands[0], second: operands[operands.count - 1], result: try start(node)))
    ]
  }
}
