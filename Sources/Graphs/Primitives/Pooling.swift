import Tensors

// Maxima and means over windows that slide over images, channels last. Padding never is a maximum,
// and a mean divides by the places inside the image. Where a maximum is comes from x alone, so its
// derivative and "what another image holds there" are each other's gradients; so are the mean and its
// derivative.

/// What a kernel over windows computes.
enum PoolingOperation: Sendable {
  /// y, the largest of x.
  case maximum
  /// What a second image holds where x is largest.
  case pick
  /// dL/dx of the maximum, from x and dL/dy.
  case maximumGradient
  /// y, the mean of x.
  case mean
  /// dL/dx of the mean, from dL/dy.
  case meanGradient
}

extension Primitive {
  /// The largest number of each window.
  ///
  /// The first of equals, by rows and columns, has the whole derivative, as in PyTorch.
  static let maximumPooling: Primitive = pooling(
    "maximumPooling", .maximum,
    gradient: { node, upstream in
      [try node.pooling(maximumPoolingGradient, node[0], upstream)]
    })

  /// What the second operand holds where the first is largest.
  static let pickingPooling: Primitive = pooling(
    "pickingPooling", .pick,
    gradient: { node, upstream in
      [nil, try node.pooling(maximumPoolingGradient, node[0], upstream)]
    })

  /// The derivative of the largest numbers.
  ///
  /// Operands: x, dL/dy.
  static let maximumPoolingGradient: Primitive = pooling(
    "maximumPoolingGradient", .maximumGradient,
    gradient: { node, upstream in [nil, try node.pooling(pickingPooling, node[0], upstream)] })

  /// The mean of each window.
  static let meanPooling: Primitive = pooling(
    "meanPooling", .mean,
    gradient: { node, upstream in [try node.pooling(meanPoolingGradient, upstream)] })

  /// The derivative of the means.
  ///
  /// Operand: dL/dy.
  static let meanPoolingGradient: Primitive = pooling(
    "meanPoolingGradient", .meanGradient,
    gradient: { node, upstream in [try node.pooling(meanPooling, upstream)] })

  private static func pooling(
    _ name: String, _ operation: PoolingOperation, gradient: @escaping Gradient
  ) -> Primitive {
    Primitive(
      name, lowering: .pooling(operation),
      shape: { operands, attributes in
        guard let geometry = attributes.pooling, operands[0].rank == 4 else {
          throw GraphError.wrongRank(
            operation: name, shape: operands[0], expected: "[rows, height, width, channels]")
        }
        let (wanted, result) = operation.shapes(geometry, rows: operands[0][0])
        for (found, wanted) in zip(operands, wanted) where found != wanted {
          throw GraphError.shapeMismatch(operation: name, first: found, second: wanted)
        }
        return result
      },
      forward: { inputs, context in
        var result = DoubleArray(shape: context.shape, repeating: 0)
        let (first, last) = (inputs[0], inputs[inputs.count - 1])
        context.attributes.pooling?.forEachWindow(rows: first.shape[0]) { y, seen in
          switch operation {
          case .maximum, .pick: result.values[y] = last.values[first.largest(of: seen)]
          case .maximumGradient: result.values[first.largest(of: seen)] += last.values[y]
          case .mean:
            result.values[y] = seen.reduce(0) { $0 + last.values[$1] } / Double(seen.count)
          case .meanGradient:
            for x in seen { result.values[x] += last.values[y] / Double(seen.count) }
          }
        }
        return result
      },
      gradient: gradient)
  }
}

extension PoolingOperation {
  /// The operands and the result, for a number of rows.
  fileprivate func shapes(_ geometry: PoolingGeometry, rows: Int) -> ([Shape], Shape) {
    let (x, y) = (geometry.input(rows), geometry.output(rows))
    return switch self {
    case .maximum, .mean: ([x], y)
    case .pick: ([x, x], y)
    case .maximumGradient: ([x, y], x)
    case .meanGradient: ([y], x)
    }
  }
}

extension DoubleArray {
  /// Which of some elements is the largest: the first of equals, but the last NaN.
  fileprivate func largest(of seen: [Int]) -> Int {
    seen.dropFirst().reduce(seen[0]) { best, next in
      values[next] > values[best] || values[next].isNaN ? next : best
    }
  }
}

extension Applied {
  /// Another of these, of the same geometry.
  fileprivate func pooling(_ primitive: Primitive, _ operands: Expression...) throws -> Expression {
    try primitive.apply(operands, attributes: attributes)
  }
}

extension Attributes {
  /// What is fixed about a pooling.
  var pooling: PoolingGeometry? {
    guard case .pooling(let geometry) = self else { return nil }
    return geometry
  }
}
