import Tensors

/// A value of the differentiable graph: what is to be computed, not yet the numbers.
///
/// An expression is a reference to an immutable node, so copying one is free and the same
/// expression may be used in many places without being computed twice. Its shape is known from the
/// moment it is built; every building function throws `GraphError`, with both shapes printed, when
/// operands do not fit. There is no implicit broadcasting but for scalars (shape `[]`), which go
/// with anything.
public struct Expression: Sendable {
  let node: Node

  init(_ node: Node) {
    self.node = node
  }

  /// The dimensions of the value, `[]` for a scalar.
  public var shape: Shape { node.shape }

  /// Whether both are the very same node of the graph.
  public func isIdentical(to other: Expression) -> Bool {
    node === other.node
  }
}

// MARK: - Leaves

extension Expression {
  /// A learned array, kept in the `ParameterStore` under `name` and updated by plans.
  public static func parameter(_ name: String, _ shape: Shape) -> Expression {
    Expression(Node(.parameter, attributes: .name(name), shape: shape))
  }

  /// An array fed every step; its first dimension counts the rows of the batch.
  public static func input(_ name: String, _ shape: Shape) -> Expression {
    Expression(Node(.input, attributes: .name(name), shape: shape))
  }

  /// One class index (Int32, counted from 0) per row of the batch, fed every step.
  public static func indices(_ name: String, rows: Int) -> Expression {
    Expression(Node(.indices, attributes: .name(name), shape: [rows]))
  }

  /// One number fed every step: a learning rate, a bias correction.
  ///
  /// Shape `[]`.
  public static func scalar(_ name: String) -> Expression {
    Expression(Node(.scalar, attributes: .name(name), shape: []))
  }

  /// An array an optimizer keeps between steps, in the `ParameterStore` under `name`.
  public static func state(_ name: String, _ shape: Shape) -> Expression {
    Expression(Node(.state, attributes: .name(name), shape: shape))
  }

  /// The same number everywhere.
  public static func constant(_ value: Double, shape: Shape = []) -> Expression {
    Expression(Node(.constant, attributes: .value(value), shape: shape))
  }

  /// A fixed array, row-major: class weights, a table.
  public static func constant(values: [Double], shape: Shape) throws -> Expression {
    guard values.count == shape.count else {
      throw GraphError.countMismatch(operation: "constant", shape: shape, count: values.count)
    }
    return Expression(Node(.fixedArray, attributes: .values(values), shape: shape))
  }
}

extension Expression {
  /// The number if this is `constant(_:shape:)`.
  var constantValue: Double? {
    guard node.primitive === Primitive.constant, case .value(let value) = node.attributes else {
      return nil
    }
    return value
  }

  /// Whether the shape is `[]`.
  var isScalar: Bool { shape.rank == 0 }
}

extension Expression: CustomStringConvertible {
  /// The operation and the shape, as in `tanh [32, 10]`; operands are not printed.
  public var description: String {
    let label = node.name.map { " \"\($0)\"" } ?? ""
    return "\(node.primitive.name)\(label) \(shape)"
  }
}
