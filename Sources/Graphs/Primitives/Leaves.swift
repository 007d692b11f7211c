import Tensors

// Leaves: what a graph starts from. They have no operands, so their gradient rule is never asked.

extension Primitive {
  static let parameter = fed("parameter")
  static let input = fed("input")
  static let scalar = fed("scalar")
  static let state = fed("state")

  /// A leaf looked up by name among the fed values.
  private static func fed(_ kind: String) -> Primitive {
    leaf(kind, lowering: .source) { context in
      guard let value = context.bindings.values[context.name] else {
        throw GraphError.notFed(kind: kind, name: context.name)
      }
      guard value.shape == context.shape else {
        throw GraphError.fedShape(name: context.name, expected: context.shape, found: value.shape)
      }
      return value
    }
  }

  /// Class indices; the oracle carries them as whole doubles.
  static let indices = leaf("indices", lowering: .source) { context in
    guard let rows = context.bindings.indices[context.name] else {
      throw GraphError.notFed(kind: "indices", name: context.name)
    }
    guard rows.count == context.shape.count else {
      throw GraphError.fedShape(name: context.name, expected: context.shape, found: [rows.count])
    }
    return DoubleArray(shape: context.shape, values: rows.map(Double.init))
  }

  /// One number everywhere.
  static let constant = leaf("constant", lowering: .immediate) { context in
    guard case .value(let value) = context.attributes else {
      return DoubleArray(shape: context.shape, repeating: .nan)
    }
    return DoubleArray(shape: context.shape, repeating: value)
  }

  /// A fixed array.
  static let fixedArray = leaf("table", lowering: .table) { context in
    guard case .values(let values) = context.attributes else {
      return DoubleArray(shape: context.shape, repeating: .nan)
    }
    return DoubleArray(shape: context.shape, values: values)
  }

  private static func leaf(
    _ name: String, lowering: Lowering,
    value: @escaping @Sendable (OracleContext) throws -> DoubleArray
  ) -> Primitive {
    Primitive(
      name, lowering: lowering, shape: { _, _ in [] },
      forward: { _, context in try value(context) }, gradient: { _, _ in [] })
  }
}
