import Tensors

// The same numbers seen otherwise.

extension Primitive {
  /// Another shape of the same count.
  ///
  /// The shape is the node's own: no attribute, no rule.
  static let reshaping = Primitive(
    "reshape", lowering: .view, shape: { shapes, _ in shapes[0] },
    forward: { inputs, context in DoubleArray(shape: context.shape, values: inputs[0].values) },
    gradient: { node, dy in [try reshape(dy, to: node[0].shape)] })

  /// The same value, through which no derivative passes.
  static let barrier = Primitive(
    "stopGradient", lowering: .view, shape: { shapes, _ in shapes[0] },
    forward: { inputs, _ in inputs[0] }, gradient: { _, _ in [nil] })

  /// The same value in memory of its own.
  ///
  /// Plans insert it; there is no function to build it.
  static let copying = unary("copy", .copy, forward: { $0 }) { _, _, dy in dy }
}
