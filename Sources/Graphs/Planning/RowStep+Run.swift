import CKernels

extension RowStep {
  /// Calls the row kernel.
  func run() {
    switch operation {
    case .logSumExp: rows_log_sum_exp(matrix, rows, columns, result)
    case .softmax: rows_softmax(matrix, rows, columns, result)
    case .logSoftmax: rows_log_softmax(matrix, rows, columns, result)
    case .maximum: rows_maximum(matrix, rows, columns, result)
    case .pick: rows_pick(matrix, indices, rows, columns, result)
    case .oneHot: rows_one_hot(indices, rows, columns, 1, 0, result)
    case .crossEntropyOfIndices, .crossEntropyOfTargets:
      crossEntropy(losses: result, gradient: nil)
    case .crossEntropyOfIndicesGradient, .crossEntropyOfTargetsGradient:
      crossEntropy(losses: losses, gradient: result)
    }
  }

  private func crossEntropy(
    losses: UnsafeMutablePointer<Float>?, gradient: UnsafeMutablePointer<Float>?
  ) {
    var options = cross_entropy(
      smoothing: smoothing, class_weights: weights, row_scale: rowScale, gradient_scale: scale,
      losses: losses, gradient: gradient)
    if let indices {
      rows_cross_entropy(matrix, indices, rows, columns, &options)
    } else {
      rows_cross_entropy_distributions(matrix, targets, rows, columns, &options)
    }
  }
}
