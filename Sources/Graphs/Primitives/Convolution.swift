import Tensors

// Convolutions over images, channels last. y is bilinear in x and w, so both derivatives are sums of
// the same products, and so are theirs: three primitives that express each other's gradients.

/// Which of the three a kernel computes.
enum ConvolutionOperation: Sendable {
  /// y from x and w.
  case forward
  /// dL/dx from dL/dy and w.
  case dataGradient
  /// dL/dw from x and dL/dy.
  case weightGradient
}

extension Primitive {
  /// The convolution itself.
  ///
  /// Operands: x [n, height, width, channels], w [filters, channels / groups, height, width].
  static let convolution: Primitive = bilinear(
    "convolution", .forward,
    shapes: { ([$0.input($1), $0.weight], $0.output($1)) },
    gradient: { node, upstream in
      [
        try node.convolution(convolutionDataGradient, upstream, node[1]),
        try node.convolution(convolutionWeightGradient, node[0], upstream),
      ]
    })

  /// Its derivative in x.
  ///
  /// Operands: dL/dy, w.
  static let convolutionDataGradient: Primitive = bilinear(
    "convolutionDataGradient", .dataGradient,
    shapes: { ([$0.output($1), $0.weight], $0.input($1)) },
    gradient: { node, upstream in
      [
        try node.convolution(convolution, upstream, node[1]),
        try node.convolution(convolutionWeightGradient, upstream, node[0]),
      ]
    })

  /// Its derivative in w.
  ///
  /// Operands: x, dL/dy.
  static let convolutionWeightGradient: Primitive = bilinear(
    "convolutionWeightGradient", .weightGradient,
    shapes: { ([$0.input($1), $0.output($1)], $0.weight) },
    gradient: { node, upstream in
      [
        try node.convolution(convolutionDataGradient, node[1], upstream),
        try node.convolution(convolution, node[0], upstream),
      ]
    })

  /// - Parameter shapes: the operands and the result, for a number of rows.
  private static func bilinear(
    _ name: String, _ operation: ConvolutionOperation,
    shapes: @escaping @Sendable (ConvolutionGeometry, _ rows: Int) -> ([Shape], Shape),
    gradient: @escaping Gradient
  ) -> Primitive {
    Primitive(
      name, lowering: .convolution(operation),
      shape: { operands, attributes in
        guard let geometry = attributes.convolution, operands[0].rank == 4 else {
          throw GraphError.wrongRank(
            operation: name, shape: operands[0], expected: "[rows, height, width, channels]")
        }
        let (wanted, result) = shapes(geometry, operands[0][0])
        for (found, wanted) in zip(operands, wanted) where found != wanted {
          throw GraphError.shapeMismatch(operation: name, first: found, second: wanted)
        }
        return result
      },
      forward: { inputs, context in
        var result = DoubleArray(shape: context.shape, repeating: 0)
        let (a, b) = (inputs[0].values, inputs[1].values)
        context.attributes.convolution?.forEachTerm(rows: inputs[0].shape[0]) { x, w, y in
          switch operation {
          case .forward: result.values[y] += a[x] * b[w]
          case .dataGradient: result.values[x] += a[y] * b[w]
          case .weightGradient: result.values[w] += a[x] * b[y]
          }
        }
        return result
      },
      gradient: gradient)
  }
}

extension Applied {
  /// Another of the three, of the same geometry.
  fileprivate func convolution(
    _ primitive: Primitive, _ first: Expression, _ second: Expression
  ) throws -> Expression {
    try primitive(first, second, attributes: attributes)
  }
}

extension Attributes {
  /// What is fixed about a convolution.
  var convolution: ConvolutionGeometry? {
    guard case .convolution(let geometry) = self else { return nil }
    return geometry
  }
}
