import Tensors

// Random numbers that depend on (seed, step, stream, element) alone.

extension Primitive {
  /// 0 with probability `rate`, otherwise 1 / (1 - rate), so that the mean stays 1.
  static let dropout = Primitive(
    "dropoutMask", lowering: .tape(.dropout), shape: { _, _ in [] },
    forward: { _, context in
      guard case .dropout(let rate, let stream) = context.attributes else {
        return DoubleArray(shape: context.shape, repeating: .nan)
      }
      let kept = 1 / (1 - rate)
      return DoubleArray(
        shape: context.shape,
        values: (0..<context.shape.count).map { element in
          let isKept = Philox.keeps(
            element: element, rate: Float(rate), stream: stream, step: context.bindings.step,
            seed: context.bindings.seed)
          return isKept ? kept : 0
        })
    },
    gradient: { _, _ in [] })
}
