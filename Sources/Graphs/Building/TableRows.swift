import Tensors

/// The rows of `table`, [V, D], that `positions` name: [n, T] gives [n, T, D].
///
/// Positions are whole numbers fed as floats; others are rounded to the nearest one, and what lies
/// outside 0..<V reads as NaN. No derivative passes to them.
///
/// - Parameter skipsFirst: row 0 reads as zeros and has the derivative 0, whatever it holds.
public func lookup(
  _ table: Expression, _ positions: Expression, skipsFirst: Bool = false
) throws -> Expression {
  guard let rows = table.shape.dimensions.first else {
    throw GraphError.wrongRank(operation: "lookup", shape: table.shape, expected: "a matrix")
  }
  return try Primitive.lookup(
    table, positions, attributes: .lookup(rows: rows, skipsFirst: skipsFirst))
}
