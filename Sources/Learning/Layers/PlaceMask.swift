import Graphs
import Tensors

/// 1 where a place of a row counts, 0 where it is padding.
///
/// [n, places] for rows of the shape [n, T, ..., C]: `places` is T · ..., and only the first
/// `lengths` of T count.
func placeMask(lengths: Expression, of shape: Shape) throws -> Expression {
  let times = shape[1]
  let places = shape.dimensions.dropFirst().dropLast().reduce(1, *)
  let time = (0..<places).map { Double($0 / max(1, places / max(1, times))) }
  let position = try repeated(.constant(values: time, shape: [places]), axis: 0, count: shape[0])
  return try less(position, repeated(lengths, axis: 1, count: places))
}

/// `x` with zeros in the places beyond the lengths of its rows.
func zeroed(_ x: Expression, beyond lengths: Expression) throws -> Expression {
  let mask = try placeMask(lengths: lengths, of: x.shape)
  let channels = x.shape.dimensions.last ?? 1
  return try x * reshape(repeated(mask, axis: 2, count: channels), to: x.shape)
}
