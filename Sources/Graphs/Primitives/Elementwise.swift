import Tensors

// How elementwise primitives are made. Operands have one shape, or are scalars (shape []), which
// meet every element of the others. A scalar operand's derivative is therefore the sum of the
// elementwise one; `gathered` does that once for all of them.

extension Primitive {
  typealias UnaryGradient =
    @Sendable (_ x: Expression, _ y: Expression, _ dy: Expression) throws -> Expression
  typealias BinaryGradient =
    @Sendable (_ a: Expression, _ b: Expression, _ y: Expression, _ dy: Expression) throws
    -> (Expression?, Expression?)

  /// y = f(x); the gradient closure returns dy * f'(x).
  static func unary(
    _ name: String, _ tape: TapeOperation, forward: @escaping @Sendable (Double) -> Double,
    gradient: @escaping UnaryGradient
  ) -> Primitive {
    Primitive(
      name, lowering: .tape(tape), shape: elementwiseShape(name),
      forward: { inputs, context in
        DoubleArray(shape: context.shape, values: inputs[0].values.map(forward))
      },
      gradient: { node, dy in [try gradient(node[0], node.output, dy)] })
  }

  /// y = f(a, b); the gradient closure returns dy * ∂f/∂a and dy * ∂f/∂b, elementwise.
  static func binary(
    _ name: String, _ tape: TapeOperation,
    forward: @escaping @Sendable (Double, Double) -> Double, gradient: @escaping BinaryGradient
  ) -> Primitive {
    Primitive(
      name, lowering: .tape(tape), shape: elementwiseShape(name),
      forward: { inputs, context in
        let (a, b) = (inputs[0], inputs[1])
        return DoubleArray(
          shape: context.shape,
          values: (0..<context.shape.count).map { forward(a.element($0), b.element($0)) })
      },
      gradient: { node, dy in
        let (a, b) = try gradient(node[0], node[1], node.output, dy)
        return [try gathered(a, for: node[0]), try gathered(b, for: node[1])]
      })
  }

  /// The one shape of all operands that are not scalars.
  static func elementwiseShape(_ name: String) -> ShapeRule {
    { shapes, _ in
      var result: Shape = []
      for shape in shapes where shape.rank > 0 {
        guard result.rank == 0 || result == shape else {
          throw GraphError.shapeMismatch(operation: name, first: result, second: shape)
        }
        result = shape
      }
      return result
    }
  }

  /// An elementwise derivative, summed if the operand it belongs to is a scalar.
  static func gathered(_ derivative: Expression?, for operand: Expression) throws -> Expression? {
    guard let derivative, operand.isScalar, !derivative.isScalar else { return derivative }
    return try sum(derivative)
  }
}

extension DoubleArray {
  /// Element `index`, or the only one of a scalar.
  func element(_ index: Int) -> Double {
    shape.rank == 0 ? values[0] : values[index]
  }
}
