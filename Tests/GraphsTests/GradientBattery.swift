import Tensors
import Testing

@testable import Graphs

/// One function of the graph with operands for which it is differentiable.
struct GradientCase: Sendable, CustomTestStringConvertible {
  let name: String
  /// Builds the function of parameters it draws and feeds.
  let build: @Sendable (inout Operands) throws -> Expression
  var testDescription: String { name }

  init(_ name: String, _ build: @escaping @Sendable (inout Operands) throws -> Expression) {
    self.name = name
    self.build = build
  }
}

/// Parameters drawn for one case, with their values.
struct Operands {
  var draw: Draw
  var bindings = Bindings(seed: 7, step: 3)
  var parameters: [Expression] = []

  mutating func parameter(_ shape: Shape, _ range: ClosedRange<Double> = -2...2) -> Expression {
    let name = "p\(parameters.count)"
    bindings.values[name] = draw.array(shape, range)
    parameters.append(.parameter(name, shape))
    return parameters[parameters.count - 1]
  }

  mutating func fixed(_ shape: Shape, _ range: ClosedRange<Double> = -2...2) throws -> Expression {
    try .constant(values: draw.array(shape, range).values, shape: shape)
  }

  /// Whole numbers from 0 to `rows` − 1 as floats.
  mutating func positions(_ shape: Shape, rows: Int) throws -> Expression {
    try .constant(
      values: (0..<shape.count).map { _ in Double(draw.integer(0...rows - 1)) }, shape: shape)
  }

  mutating func indices(rows: Int, classes: Int) -> Expression {
    let name = "i\(bindings.indices.count)"
    bindings.indices[name] = (0..<rows).map { _ in draw.integer(0...classes - 1) }
    return .indices(name, rows: rows)
  }
}

extension GradientCase {
  static func unary(
    _ name: String, _ range: ClosedRange<Double> = -2...2,
    _ f: @escaping @Sendable (Expression) throws -> Expression
  ) -> GradientCase {
    GradientCase(name) { operands in
      try f(operands.parameter(operands.draw.shape(), range))
    }
  }

  /// Both operands of one shape, or one of them a scalar.
  static func binary(
    _ name: String, _ range: ClosedRange<Double> = -2...2,
    _ f: @escaping @Sendable (Expression, Expression) throws -> Expression
  ) -> GradientCase {
    GradientCase(name) { operands in
      let shape = operands.draw.shape()
      let scalar = operands.draw.integer(0...3)
      return try f(
        operands.parameter(scalar == 0 ? [] : shape, range),
        operands.parameter(scalar == 1 ? [] : shape, range))
    }
  }

  static let elementwise: [GradientCase] = [
    binary("+") { try $0 + $1 },
    binary("-") { try $0 - $1 },
    binary("*") { try $0 * $1 },
    binary("/", 0.5...2) { try $0 / $1 },
    binary("power", 0.3...2) { try power($0, $1) },
    binary("maximum") { try maximum($0, $1) },
    binary("minimum") { try minimum($0, $1) },
    binary("less") { try less($0, $1) * $0 },
    binary("greater") { try greater($0, $1) * $1 },
    binary("equal") { try equal($0, $1) + $0 },
    binary("less or equal") { try lessOrEqual($0, $1) * $0 },
    binary("greater or equal") { try greaterOrEqual($0, $1) * $1 },
    binary("not equal") { try notEqual($0, $1) + $0 },
    binary("logAddExp") { try logAddExp($0, $1) },
    binary("xlogy", 0.3...2) { try xlogy($0, $1) },
    GradientCase("gate") { operands in
      let x = operands.parameter(operands.draw.shape())
      let isPositive = try greater(x, 0)
      return try `where`(isPositive, square(gated(x, by: isPositive)), 0)
    },
    binary("where") { try `where`(less($0, $1), square($0), $1) },
    unary("negate") { try -$0 },
    unary("square") { try square($0) },
    unary("sqrt", 0.2...3) { try sqrt($0) },
    unary("exp") { try exp($0) },
    unary("log", 0.2...3) { try log($0) },
    unary("log1p", -0.8...3) { try log1p($0) },
    unary("expm1") { try expm1($0) },
    unary("tanh") { try tanh($0) },
    unary("sigmoid", -5...5) { try sigmoid($0) },
    unary("erf") { try erf($0) },
    unary("softplus", -5...5) { try softplus($0) },
    unary("relu") { try relu($0) },
    unary("sin", -9...9) { try sin($0) },
    unary("cos", -9...9) { try cos($0) },
    unary("tan", -1.2...1.2) { try tan($0) },
    unary("asin", -0.9...0.9) { try asin($0) },
    unary("acos", -0.9...0.9) { try acos($0) },
    unary("atan") { try atan($0) },
    unary("sinh") { try sinh($0) },
    unary("cosh") { try cosh($0) },
    unary("floor") { try floor($0) + $0 },
    unary("ceil") { try ceil($0) + $0 },
    unary("round") { try round($0) + $0 },
    unary("abs") { try abs($0) },
    unary("sign") { try sign($0) + $0 },
    unary("elu") { try elu($0, alpha: 0.7) },
    unary("leakyRelu") { try leakyRelu($0, slope: 0.2) },
    unary("selu") { try selu($0) },
    unary("gelu") { try gelu($0) },
    unary("geluTanh") { try geluTanh($0) },
    unary("silu") { try silu($0) },
    unary("logCosh") { try logCosh($0) },
    unary("power 3") { try power($0, 3) },
    unary("power -1.5", 0.3...2) { try power($0, -1.5) },
    unary("stopGradient") { try $0 * 1.5 + stopGradient(zeros(like: $0)) },
    unary("dropoutMask") { try $0 * dropoutMask(like: $0, rate: 0.4, stream: 2) },
  ]

  static let structural: [GradientCase] =
    [
      unary("sum") { try square(sum($0)) },
      unary("mean") { try square(mean($0)) },
      GradientCase("sum axis") { operands in
        let x = operands.parameter(operands.draw.shape(rank: 1...3))
        return try square(sum(x, axis: operands.draw.integer(0...x.shape.rank - 1)))
      },
      GradientCase("repeat") { operands in
        let x = operands.parameter(operands.draw.shape(rank: 0...2))
        return try square(
          repeated(
            x, axis: operands.draw.integer(0...x.shape.rank), count: operands.draw.integer(1...4)))
      },
      GradientCase("broadcast") { operands in
        try square(broadcast(operands.parameter([3, 1]), to: [2, 3, 4]))
      },
      GradientCase("reshape") { operands in
        let x = operands.parameter(operands.draw.shape(rank: 1...3))
        return try square(reshape(x, to: [x.shape.count]))
      },
      GradientCase("addBias") { operands in
        let shape = operands.draw.shape(rank: 1...3)
        return try square(
          addBias(operands.parameter(shape), operands.parameter([shape[shape.rank - 1]])))
      },
    ]
    + [
      GradientCase("transpose") { operands in
        let shape: Shape = [operands.draw.integer(1...5), operands.draw.integer(1...5)]
        let x = operands.parameter(shape)
        return try square(transpose(exp(x)) + operands.parameter(shape.transposed))
      }
    ]
    + [(false, false), (false, true), (true, false), (true, true)].map { first, second in
      GradientCase("matmul \(first) \(second)") { operands in
        let (m, n, k) = (
          operands.draw.integer(1...5), operands.draw.integer(1...5), operands.draw.integer(1...5)
        )
        let a = operands.parameter(first ? [k, m] : [m, k])
        let b = operands.parameter(second ? [n, k] : [k, n])
        return try square(matmul(a, b, transposeA: first, transposeB: second))
      }
    }

  static let rowwise: [GradientCase] = [
    GradientCase("logSumExp") { operands in
      try logSumExp(operands.parameter(operands.draw.shape(rank: 1...3)))
    },
    GradientCase("softmax") { operands in
      try square(softmax(operands.parameter(operands.draw.shape(rank: 1...3))))
    },
    GradientCase("logSoftmax") { operands in
      try logSoftmax(operands.parameter(operands.draw.shape(rank: 1...3)))
    },
    GradientCase("rowMaximum") { operands in
      try square(rowMaximum(operands.parameter(operands.draw.shape(rank: 1...3))))
    },
    GradientCase("rowMinimum") { operands in
      try square(rowMinimum(operands.parameter(operands.draw.shape(rank: 1...3))))
    },
    GradientCase("pick") { operands in
      let x = operands.parameter(operands.draw.shape(rank: 2...2))
      return try square(pick(x, operands.indices(rows: x.shape[0], classes: x.shape[1])))
    },
    GradientCase("cross-entropy of indices") { operands in
      let x = operands.parameter(operands.draw.shape(rank: 2...2))
      return try softmaxCrossEntropy(
        x, indices: operands.indices(rows: x.shape[0], classes: x.shape[1]), labelSmoothing: 0.2,
        classWeights: operands.fixed([x.shape[1]], 0.5...2))
    },
    GradientCase("cross-entropy of targets") { operands in
      let shape = operands.draw.shape(rank: 1...3)
      return try softmaxCrossEntropy(
        operands.parameter(shape), targets: operands.parameter(shape, 0.1...1))
    },
    GradientCase("binary cross-entropy") { operands in
      let shape = operands.draw.shape(rank: 1...3)
      return try binaryCrossEntropyWithLogits(
        operands.parameter(shape, -5...5), targets: operands.fixed(shape, 0...1))
    },
  ]

  static let blockwise: [GradientCase] = [false, true].map { skips in
    GradientCase(skips ? "lookup but for row 0" : "lookup") { operands in
      let table = operands.parameter([operands.draw.integer(1...5), operands.draw.integer(1...4)])
      let positions = try operands.positions(operands.draw.shape(rank: 0...3), rows: table.shape[0])
      return try square(lookup(table, positions, skipsFirst: skips))
    }
  }

  static let batches: [GradientCase] =
    [
      [1, 0], [0, 2, 1], [1, 0, 2], [2, 0, 1], [2, 1, 0], [0, 2, 1, 3], [3, 1, 2, 0], [2, 3, 0, 1],
    ].map { axes in
      GradientCase("permute \(axes)") { operands in
        let x = operands.parameter(operands.draw.shape(rank: axes.count...axes.count))
        let y = try permute(square(x), axes: axes)
        return try y * operands.fixed(y.shape)
      }
    }
    + [
      GradientCase("part") { operands in
        let x = operands.parameter(operands.draw.shape(rank: 1...3))
        let first = operands.draw.integer(0...x.shape[0] - 1)
        return try square(
          part(x, first: first, count: operands.draw.integer(0...x.shape[0] - first)))
      }
    ]
    + [(false, false), (false, true), (true, false), (true, true)].map { first, second in
      GradientCase("batched matmul \(first) \(second)") { operands in
        let (count, m, n, k) = (
          operands.draw.integer(1...3), operands.draw.integer(1...4), operands.draw.integer(1...4),
          operands.draw.integer(1...4)
        )
        let a = operands.parameter(first ? [count, k, m] : [count, m, k])
        let b = operands.parameter(second ? [count, n, k] : [count, k, n])
        return try square(batchedMatmul(a, b, transposeA: first, transposeB: second))
      }
    }

  static let battery =
    elementwise + structural + rowwise + alignments + blockwise + batches
    + recurrences + convolutions + poolings
}
