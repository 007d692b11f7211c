import Tensors

@testable import Graphs

/// The options of a convolution, drawn so that at least one window fits.
struct DrawnConvolution {
  let vertical: WindowAxis
  let horizontal: WindowAxis
  let groups: Int
  let weight: Shape

  init(_ draw: inout Draw, over x: Shape, filters most: Int = 3) {
    vertical = .drawn(&draw, over: x[1])
    horizontal = .drawn(&draw, over: x[2])
    let divisors = (1...x[3]).filter { x[3].isMultiple(of: $0) }
    groups = divisors[draw.integer(0...divisors.count - 1)]
    weight = [
      groups * draw.integer(1...most), x[3] / groups, vertical.size, horizontal.size,
    ]
  }

  func callAsFunction(_ x: Expression, _ weight: Expression) throws -> Expression {
    try convolution(
      x, weight: weight, vertical: vertical, horizontal: horizontal, groups: groups)
  }
}

extension WindowAxis {
  fileprivate static func drawn(_ draw: inout Draw, over length: Int) -> WindowAxis {
    var axis = WindowAxis(
      size: draw.integer(1...4), stride: draw.integer(1...3), dilation: draw.integer(1...2),
      before: draw.integer(0...2), after: draw.integer(0...2))
    while axis.positions(over: length) == 0 { axis.size -= 1 }
    return axis
  }
}

extension Operands {
  /// Images and weights that are drawn, with the options to go with them.
  mutating func convolutionOperands() -> (
    x: Expression, weight: Expression, options: DrawnConvolution
  ) {
    let x = parameter([
      draw.integer(1...2), draw.integer(1...4), draw.integer(1...4), draw.integer(1...4),
    ])
    let options = DrawnConvolution(&draw, over: x.shape, filters: 2)
    return (x, parameter(options.weight), options)
  }
}

extension GradientCase {
  static let convolutions: [GradientCase] = [
    GradientCase("convolution") { operands in
      let (x, weight, options) = operands.convolutionOperands()
      return try square(options(x, weight))
    },
    // The gradients as functions of their own: second derivatives of a convolution.
    GradientCase("convolution's gradient in x") { operands in
      let (x, weight, options) = operands.convolutionOperands()
      let y = try options(x, weight)
      let upstream = operands.parameter(y.shape)
      return try square(gradients(of: sum(y * upstream), withRespectTo: [x])[0])
    },
    GradientCase("convolution's gradient in the weights") { operands in
      let (x, weight, options) = operands.convolutionOperands()
      let y = try options(x, weight)
      let upstream = operands.parameter(y.shape)
      return try square(gradients(of: sum(y * upstream), withRespectTo: [weight])[0])
    },
  ]
}

extension GraphGenerator {
  /// A convolution of something grown, its rows taken for images.
  mutating func convolution() throws -> Expression? {
    guard let x = try images(fewerThan: 300) else { return nil }
    let options = DrawnConvolution(&draw, over: x.shape)
    return try 0.3 * options(x, leaf(options.weight))
  }

  /// Something grown, its rows taken for images with at least one number each.
  mutating func images(fewerThan most: Int) throws -> Expression? {
    guard let grown = pick(where: { $0.shape.rank > 0 && $0.shape[0] > 0 && $0.shape.count < most })
    else { return nil }
    let rows = grown.shape[0]
    var rest = grown.shape.count / rows
    // No channels: nothing a window could see.
    guard rest > 0 else { return nil }
    func factor(_ most: Int) -> Int {
      let divisors = (1...most).filter { rest.isMultiple(of: $0) }
      let divisor = divisors[draw.integer(0...divisors.count - 1)]
      rest /= divisor
      return divisor
    }
    let (channels, height) = (factor(8), factor(4))
    return try reshape(grown, to: [rows, height, rest, channels])
  }
}
