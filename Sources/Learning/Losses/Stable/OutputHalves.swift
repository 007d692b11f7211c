import Graphs
import Tensors

/// The two halves of rows of 2k numbers, [n, 2k]: all first ones, [n, k], and all second ones.
func halves(_ outputs: Expression) throws -> (first: Expression, second: Expression) {
  (try half(outputs, [1, 0]), try half(outputs, [0, 1]))
}

/// Rows as two blocks of k, of which one is kept.
private func half(_ outputs: Expression, _ kept: [Double]) throws -> Expression {
  let (rows, columns) = (outputs.shape[0], outputs.shape[1] / 2)
  let blocks: Shape = [rows, 2, columns]
  let mask = try reshape(Expression.constant(values: kept, shape: [2]), to: [2, 1])
  return try sum(reshape(outputs, to: blocks) * broadcast(mask, to: blocks), axis: 1)
}
