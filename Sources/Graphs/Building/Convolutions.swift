import Tensors

/// The images `x` [rows, height, width, channels] seen through sliding windows: each filter's value at
/// a position is the sum over the window's pixels and channels of the pixels times its weights.
///
/// The result has the shape [rows, height', width', filters].
///
/// - Parameters:
///   - weight: [filters, channels / groups, height, width], PyTorch's order.
///   - vertical: how windows slide down; their size is taken from the weights.
///   - horizontal: how windows slide across.
///   - groups: into how many groups channels and filters are divided; a filter sees its group's
///     channels only.
public func convolution(
  _ x: Expression, weight: Expression, vertical: WindowAxis = WindowAxis(size: 1),
  horizontal: WindowAxis = WindowAxis(size: 1), groups: Int = 1
) throws -> Expression {
  let geometry = try ConvolutionGeometry(
    x.shape, weight: weight.shape, vertical: vertical, horizontal: horizontal, groups: groups)
  return try Primitive.convolution(x, weight, attributes: .convolution(geometry))
}
