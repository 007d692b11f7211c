import Tensors

/// The largest number of each window that slides over the images `x` [rows, height, width, channels],
/// channel by channel: [rows, height', width', channels].
///
/// Padding never is a maximum. The first of equals, by rows and columns, has the whole derivative.
///
/// A rectifier and a bias for each channel keep the order of numbers, so they come after the maximum:
/// the same result from fewer operations.
public func maxPool(
  _ x: Expression, vertical: WindowAxis, horizontal: WindowAxis
) throws -> Expression {
  let geometry = try PoolingGeometry(x.shape, vertical: vertical, horizontal: horizontal)
  return try largest(x, geometry)
}

/// The mean of each window that slides over the images `x` [rows, height, width, channels], channel by
/// channel: [rows, height', width', channels].
///
/// Only places inside the image count.
public func averagePool(
  _ x: Expression, vertical: WindowAxis, horizontal: WindowAxis
) throws -> Expression {
  let geometry = try PoolingGeometry(x.shape, vertical: vertical, horizontal: horizontal)
  return try Primitive.meanPooling(x, attributes: .pooling(geometry))
}

/// The maxima, with what keeps the order of numbers done afterwards.
private func largest(_ x: Expression, _ geometry: PoolingGeometry) throws -> Expression {
  let shown = x.withoutViews
  let operands = shown.node.inputs.map(Expression.init)
  func before(_ operand: Expression) throws -> Expression {
    try largest(reshape(operand, to: x.shape), geometry)
  }
  if shown.node.primitive === Primitive.rectifier { return try relu(before(operands[0])) }
  if shown.node.primitive === Primitive.addition, operands[0].shape == shown.shape,
    let bias = operands[1].channelVector(channels: geometry.channels)
  {
    return try addBias(before(operands[0]), bias)
  }
  return try Primitive.maximumPooling(x, attributes: .pooling(geometry))
}

extension Expression {
  /// The value whose numbers this shows under another shape.
  fileprivate var withoutViews: Expression {
    var value = self
    while value.node.primitive.lowering == .view { value = Expression(value.node.inputs[0]) }
    return value
  }

  /// The vector that stands at every place of an image, if that is what this is.
  fileprivate func channelVector(channels: Int) -> Expression? {
    var value = self
    while value.shape.rank > 1 {
      guard value.columns == channels else { return nil }
      switch (value.node.primitive.lowering, value.node.attributes) {
      case (.view, _): break
      case (.repetition, .repeated(let axis, _)) where axis < value.shape.rank - 1: break
      default: return nil
      }
      value = Expression(value.node.inputs[0])
    }
    return value.shape == [channels] ? value : nil
  }
}
