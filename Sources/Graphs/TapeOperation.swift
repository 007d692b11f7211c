/// The instructions elementwise primitives become; CKernels runs them over tiles of 16-lane vectors.
enum TapeOperation: String, Sendable, CaseIterable {
  case copy, add, subtract, multiply, divide, maximum, minimum, power
  case negate, absolute, sign, squareRoot, square
  case exponential, logarithm, logarithmOfOnePlus, exponentialMinusOne
  case tanh, sigmoid, erf, softplus, logCosh, relu
  case sine, cosine, tangent, arcsine, arccosine, arctangent, hyperbolicSine, hyperbolicCosine
  case floor, ceiling, round
  case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual, select, dropout
}

/// The kernels that sum over the alignments of label sequences, one example after the other.
enum LatticeOperation: String, Sendable, CaseIterable {
  case temporalClassification, temporalClassificationGradient
  case transducer, transducerGradient

  var isGradient: Bool { self == .temporalClassificationGradient || self == .transducerGradient }
  var isTransducer: Bool { self == .transducer || self == .transducerGradient }

  /// The operation that computes the gradient.
  var gradient: LatticeOperation {
    isTransducer ? .transducerGradient : .temporalClassificationGradient
  }
}

/// The kernels that work on whole blocks, one after the other.
enum BlockOperation: String, Sendable, CaseIterable {
  case lookup, lookupGradient, permutation, part, placement, batchedProduct
}

/// The kernels that work on whole rows of the last axis.
enum RowOperation: String, Sendable, CaseIterable {
  case logSumExp, softmax, logSoftmax, maximum, pick, oneHot
  case crossEntropyOfIndices, crossEntropyOfIndicesGradient
  case crossEntropyOfTargets, crossEntropyOfTargetsGradient
}
