import Tensors

@testable import Graphs

/// The windows of a pooling, drawn so that at least one fits and padding is narrower than they are.
struct DrawnPooling {
  let vertical: WindowAxis
  let horizontal: WindowAxis
  let isMaximum: Bool

  init(_ draw: inout Draw, over x: Shape, isMaximum: Bool) {
    vertical = .drawnForPooling(&draw, over: x[1])
    horizontal = .drawnForPooling(&draw, over: x[2])
    self.isMaximum = isMaximum
  }

  func callAsFunction(_ x: Expression) throws -> Expression {
    try isMaximum
      ? maxPool(x, vertical: vertical, horizontal: horizontal)
      : averagePool(x, vertical: vertical, horizontal: horizontal)
  }
}

extension WindowAxis {
  fileprivate static func drawnForPooling(_ draw: inout Draw, over length: Int) -> WindowAxis {
    let size = draw.integer(1...3)
    var axis = WindowAxis(
      size: size, stride: draw.integer(1...3), before: draw.integer(0...size - 1),
      after: draw.integer(0...size - 1))
    while axis.positions(over: length) == 0 {
      axis.size -= 1
      axis.before = min(axis.before, axis.size - 1)
      axis.after = min(axis.after, axis.size - 1)
    }
    return axis
  }
}

extension Operands {
  fileprivate mutating func poolingOperands(
    isMaximum: Bool
  ) -> (x: Expression, options: DrawnPooling) {
    let x = parameter([
      draw.integer(1...2), draw.integer(1...4), draw.integer(1...4), draw.integer(1...3),
    ])
    return (x, DrawnPooling(&draw, over: x.shape, isMaximum: isMaximum))
  }
}

extension GradientCase {
  static let poolings: [GradientCase] = [true, false].flatMap { isMaximum in
    let name = isMaximum ? "max pooling" : "average pooling"
    return [
      GradientCase(name) { operands in
        let (x, options) = operands.poolingOperands(isMaximum: isMaximum)
        return try square(options(x))
      },
      // The gradient as a function of its own: second derivatives.
      GradientCase("gradient of \(name)") { operands in
        let (x, options) = operands.poolingOperands(isMaximum: isMaximum)
        let y = try options(x)
        let upstream = operands.parameter(y.shape)
        return try square(gradients(of: sum(y * upstream), withRespectTo: [x])[0])
      },
      // Where a maximum is chooses among other numbers: third derivatives.
      GradientCase("gradient of the gradient of \(name)") { operands in
        let (x, options) = operands.poolingOperands(isMaximum: isMaximum)
        let y = try options(x)
        let upstream = operands.parameter(y.shape)
        let slope = try gradients(of: sum(y * upstream), withRespectTo: [x])[0]
        let weights = operands.parameter(x.shape)
        return try square(
          gradients(of: sum(slope * weights), withRespectTo: [upstream])[0])
      },
    ]
  }
}

extension GraphGenerator {
  /// A pooling of something grown, its rows taken for images.
  mutating func pooling(isMaximum: Bool) throws -> Expression? {
    guard let x = try images(fewerThan: isMaximum ? 60 : 300) else { return nil }
    let flat = try reshape(x, to: [x.shape.count])
    guard try !isMaximum || isRowDecided(flat) else { return nil }
    let y = try DrawnPooling(&draw, over: x.shape, isMaximum: isMaximum)(x)
    // Half of them as a gradient, whose own gradient picks at the maxima.
    guard isMaximum, draw.integer(0...1) == 0 else { return y }
    return try gradients(of: 0.5 * sum(square(y)), withRespectTo: [x])[0]
  }
}
