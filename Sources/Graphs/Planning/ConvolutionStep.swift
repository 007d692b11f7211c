import CDNNL
import CKernels
import Tensors

/// A convolution of some rows of a batch, on one thread.
struct ConvolutionStep {
  let convolution: UnsafePointer<cdnnl_convolution>

  func run() -> Int32 {
    let mode = kernels_flush_subnormals()
    defer { kernels_restore_subnormals(mode) }
    return cdnnl_convolution_run(convolution)
  }
}

/// What oneDNN made for one step, for as long as the plan lives.
final class CompiledConvolution {
  let address: UnsafeMutablePointer<cdnnl_convolution>

  /// Binds a convolution of `rows` rows to the addresses of x, w and y or of their derivatives.
  init(
    _ operation: ConvolutionOperation, _ geometry: ConvolutionGeometry, rows: Int,
    x: UnsafeMutablePointer<Float>, weight: UnsafeMutablePointer<Float>,
    y: UnsafeMutablePointer<Float>
  ) throws {
    var shape = geometry.libraryShape(rows: rows)
    var made: UnsafeMutablePointer<cdnnl_convolution>?
    let status = cdnnl_convolution_create(operation.libraryKind, &shape, x, weight, y, &made)
    guard let made else {
      throw GraphError.refused(operation: "a convolution", status: Int(status))
    }
    address = made
  }

  deinit { cdnnl_convolution_destroy(address) }
}

extension ConvolutionOperation {
  fileprivate var libraryKind: cdnnl_convolution_kind {
    switch self {
    case .forward: CDNNL_FORWARD
    case .dataGradient: CDNNL_DATA_GRADIENT
    case .weightGradient: CDNNL_WEIGHT_GRADIENT
    }
  }
}

extension ConvolutionGeometry {
  fileprivate func libraryShape(rows: Int) -> cdnnl_convolution_shape {
    let result = output(rows)
    func pair(_ part: KeyPath<WindowAxis, Int>) -> (Int64, Int64) {
      (Int64(vertical[keyPath: part]), Int64(horizontal[keyPath: part]))
    }
    return cdnnl_convolution_shape(
      rows: Int64(rows), groups: Int64(groups), channels: Int64(channels),
      filters: Int64(filters), input: (Int64(height), Int64(width)),
      output: (Int64(result[1]), Int64(result[2])), size: pair(\.size), stride: pair(\.stride),
      dilation: pair(\.dilation), before: pair(\.before), after: pair(\.after))
  }
}
