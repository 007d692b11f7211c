import Tensors

@testable import Graphs

/// The oracle with noise: each operation that rounds gets a random error of the size a
/// single-precision kernel may make (Monte Carlo arithmetic, Parker 1997).
///
/// How far the samples lie apart says how precisely a graph can be computed at all, so that a
/// comparison may be strict where the numbers allow it and need not be loose everywhere. With more
/// noise it shows which comparisons hang by a hair.
struct NoisyEvaluator {
  /// The largest relative error of one operation.
  let noise: Double
  private var draws: [Draw]
  private var known: [ObjectIdentifier: (node: Node, samples: [DoubleArray])] = [:]

  /// The first sample is free of noise.
  init(noise: Double, samples: Int, seed: UInt64) {
    self.noise = noise
    draws = (0..<samples).map { Draw(seed: seed &* 64 &+ UInt64($0)) }
  }

  /// The value of `expression` in every sample.
  ///
  /// What is known already is not computed again.
  mutating func samples(of expression: Expression, feeding bindings: Bindings) throws
    -> [DoubleArray]
  {
    for node in topologicalOrder([expression.node]) where known[ObjectIdentifier(node)] == nil {
      let context = OracleContext(
        name: node.name ?? "", shape: node.shape, attributes: node.attributes, bindings: bindings)
      known[ObjectIdentifier(node)] = (node, try samples(of: node, context))
    }
    return known[ObjectIdentifier(expression.node)]?.samples ?? []
  }

  private mutating func samples(of node: Node, _ context: OracleContext) throws -> [DoubleArray] {
    try draws.indices.map { sample in
      let inputs = node.inputs.compactMap { known[ObjectIdentifier($0)]?.samples[sample] }
      var value = try node.primitive.forward(inputs, context)
      guard sample > 0 else { return value }
      let errors = try node.errors(inputs, value, context)
      for (index, error) in errors.enumerated() {
        value.values[index] += noise * error * draws[sample].number(-1...1)
      }
      return value
    }
  }
}

extension Node {
  /// What a rounding error of each element is relative to; empty where nothing is rounded.
  fileprivate func errors(_ inputs: [DoubleArray], _ value: DoubleArray, _ context: OracleContext)
    throws -> [Double]
  {
    switch primitive.lowering {
    case .byproduct where attributes.recurrence != nil, .recurrence:
      try recurrenceErrors(inputs, value, context)
    case .source, .view, .repetition, .byproduct, .transposition: []
    case .immediate, .table: value.values.map { Double(Float($0)) == $0 ? 0 : abs($0) }
    case .tape(let operation): operation.isExact ? [] : value.values.map(abs)
    // Terms may cancel: the error is relative to the sum of their magnitudes.
    case .product, .sum, .convolution:
      try primitive.forward(inputs.map(\.magnitudes), context).values
    case .pooling(let operation): try poolingErrors(operation, inputs, context)
    case .rows(let operation): rowErrors(operation, inputs, value)
    case .lattice(let operation): latticeErrors(operation, inputs, value)
    case .blocks(.lookup), .blocks(.permutation), .blocks(.part), .blocks(.placement): []
    case .blocks(.lookupGradient), .blocks(.batchedProduct):
      try primitive.forward(inputs.map(\.magnitudes), context).values
    }
  }

  /// A softmax or its logarithm is off by what its row's largest number is.
  private func rowErrors(
    _ operation: RowOperation, _ inputs: [DoubleArray], _ value: DoubleArray
  ) -> [Double] {
    let (x, y) = (inputs[0].largest, value.largest)
    let error: Double
    switch operation {
    case .maximum, .pick, .oneHot: return []
    case .softmax: return value.values.map { abs($0) * (1 + x) }
    case .logSumExp, .logSoftmax: error = x + y
    case .crossEntropyOfIndices: error = (x + y) * max(1, inputs[2].largest)
    case .crossEntropyOfTargets: error = (x + y) * Double(inputs[1].columns) * inputs[1].largest
    // p - t cancels where the prediction is right.
    case .crossEntropyOfIndicesGradient: error = (1 + x) * inputs[2].largest * inputs[3].largest
    case .crossEntropyOfTargetsGradient:
      error = (1 + x) * Double(inputs[1].columns) * inputs[1].largest * inputs[2].largest
    }
    return value.values.map { _ in error }
  }

  /// Maxima are numbers of the operand; derivatives and means are sums.
  private func poolingErrors(
    _ operation: PoolingOperation, _ inputs: [DoubleArray], _ context: OracleContext
  ) throws -> [Double] {
    switch operation {
    case .maximum, .pick: []
    case .maximumGradient: try primitive.forward([inputs[0], inputs[1].magnitudes], context).values
    case .mean, .meanGradient: try primitive.forward(inputs.map(\.magnitudes), context).values
    }
  }

  /// Errors of the logarithms add up along the frames.
  private func latticeErrors(
    _ operation: LatticeOperation, _ inputs: [DoubleArray], _ value: DoubleArray
  ) -> [Double] {
    let frames = inputs[0].shape[1]
    let error = Double(frames + 1) * (1 + inputs[0].largest)
    return value.values.map { _ in operation.isGradient ? error * inputs[4].largest : error }
  }
}

extension Node {
  /// What errors of each operand do to the values, found by trying, beside their own rounding: errors
  /// of one frame come back in all that follow.
  fileprivate func recurrenceErrors(
    _ inputs: [DoubleArray], _ value: DoubleArray, _ context: OracleContext
  ) throws -> [Double] {
    let step = 1e-6
    var draw = Draw(seed: 1)
    // A by-product's first operand is the kernel; then come the lengths.
    let lengths = primitive.lowering == .byproduct ? 1 : 0
    let moved = inputs.enumerated().map { position, input in
      guard position > lengths else { return input }
      let size = step * input.largest
      return DoubleArray(
        shape: input.shape, values: input.values.map { $0 + size * draw.number(-1...1) })
    }
    let other = try primitive.forward(moved, context)
    let difference = zip(other.values, value.values).reduce(0) { max($0, abs($1.0 - $1.1)) }
    return value.values.map { abs($0) + 2 * difference / step }
  }
}

extension TapeOperation {
  /// Whether the result is one of the operands, up to sign, or a small whole number.
  fileprivate var isExact: Bool {
    switch self {
    case .copy, .maximum, .minimum, .negate, .absolute, .sign, .relu, .floor, .ceiling, .round,
      .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .select:
      true
    default: false
    }
  }
}

extension DoubleArray {
  /// The absolute values.
  var magnitudes: DoubleArray { DoubleArray(shape: shape, values: values.map(abs)) }

  /// The largest absolute value, 0 for none.
  var largest: Double { values.reduce(0) { max($0, abs($1)) } }
}
