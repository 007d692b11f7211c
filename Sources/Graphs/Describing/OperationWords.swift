// Operations in the words of the field.

extension TapeOperation {
  /// The name people know it by.
  var words: String {
    switch self {
    case .copy: "copy"
    case .add: "add"
    case .subtract: "subtract"
    case .multiply: "multiply"
    case .divide: "divide"
    case .maximum: "max"
    case .minimum: "min"
    case .power: "power"
    case .negate: "negate"
    case .absolute: "abs"
    case .sign: "sign"
    case .squareRoot: "sqrt"
    case .square: "square"
    case .exponential: "exp"
    case .logarithm: "log"
    case .logarithmOfOnePlus: "log1p"
    case .exponentialMinusOne: "expm1"
    case .tanh: "tanh"
    case .sigmoid: "sigmoid"
    case .erf: "erf"
    case .softplus: "softplus"
    case .logCosh: "log cosh"
    case .relu: "relu"
    case .sine: "sin"
    case .cosine: "cos"
    case .tangent: "tan"
    case .arcsine: "asin"
    case .arccosine: "acos"
    case .arctangent: "atan"
    case .hyperbolicSine: "sinh"
    case .hyperbolicCosine: "cosh"
    case .floor: "floor"
    case .ceiling: "ceil"
    case .round: "round"
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .equal: "=="
    case .notEqual: "!="
    case .select: "where"
    case .dropout: "dropout"
    }
  }
}

extension RowOperation {
  /// The name people know it by.
  var words: String {
    switch self {
    case .logSumExp: "log-sum-exp"
    case .softmax: "softmax"
    case .logSoftmax: "log-softmax"
    case .maximum: "max of rows"
    case .pick: "pick classes"
    case .oneHot: "one-hot"
    case .crossEntropyOfIndices, .crossEntropyOfTargets: "softmax cross-entropy"
    case .crossEntropyOfIndicesGradient, .crossEntropyOfTargetsGradient: "cross-entropy slope"
    }
  }
}

extension RecurrentCell {
  /// The name people know it by.
  var words: String { self == .tanh ? "rnn" : rawValue }
}

extension PoolingOperation {
  /// The name people know it by.
  var words: String {
    switch self {
    case .maximum: "max pooling"
    case .pick: "pick at maxima"
    case .maximumGradient: "max pooling slope"
    case .mean: "average pooling"
    case .meanGradient: "average pooling slope"
    }
  }
}

extension LatticeOperation {
  /// The name people know it by.
  var words: String { isTransducer ? "transducer" : "ctc" }
}
