import Glibc
import Tensors

// Steps: flat everywhere, so the derivative is 0, at the jumps too.

extension Primitive {
  static let roundingDown = unary("floor", .floor, forward: { floor($0) }) { x, _, _ in
    zeros(like: x)
  }

  static let roundingUp = unary("ceil", .ceiling, forward: { ceil($0) }) { x, _, _ in
    zeros(like: x)
  }

  /// Halves away from zero, as `round` of the language has it.
  static let rounding = unary("round", .round, forward: { round($0) }) { x, _, _ in
    zeros(like: x)
  }
}
