import Tensors

@testable import Graphs

/// A way to go on from a half-grown graph.
struct RandomOperation: Sendable {
  let name: String
  /// The new expression, or nil where nothing fits.
  let build: @Sendable (inout GraphGenerator) throws -> Expression?

  init(_ name: String, _ build: @escaping @Sendable (inout GraphGenerator) throws -> Expression?) {
    self.name = name
    self.build = build
  }

  static let families = [
    smooth, kinked, binary, shaping, products, rowwise, losses, blockwise, recurrences,
  ]
}

// MARK: - Elementwise

extension RandomOperation {
  /// A function of one operand, which is bent into `range` if it lies outside.
  private static func unary(
    _ name: String, _ range: ClosedRange<Double> = -30...30,
    _ f: @escaping @Sendable (Expression) throws -> Expression
  ) -> RandomOperation {
    RandomOperation(name) { graph in
      guard let x = graph.pick() else { return nil }
      return try f(graph.bent(x, into: range))
    }
  }

  static let smooth: [RandomOperation] = [
    unary("-") { try -$0 }, unary("square", -5...5) { try square($0) },
    unary("sqrt", 0.1...30) { try sqrt($0) }, unary("exp", -5...3) { try exp($0) },
    unary("log", 0.1...30) { try log($0) }, unary("log1p", -0.8...30) { try log1p($0) },
    unary("expm1", -5...3) { try expm1($0) }, unary("tanh") { try tanh($0) },
    unary("sigmoid") { try sigmoid($0) }, unary("erf") { try erf($0) },
    unary("softplus") { try softplus($0) }, unary("logCosh") { try logCosh($0) },
    unary("sin") { try sin($0) }, unary("cos") { try cos($0) },
    unary("tan", -1.2...1.2) { try tan($0) }, unary("asin", -0.9...0.9) { try asin($0) },
    unary("acos", -0.9...0.9) { try acos($0) }, unary("atan") { try atan($0) },
    unary("sinh", -3...3) { try sinh($0) }, unary("cosh", -3...3) { try cosh($0) },
    unary("gelu") { try gelu($0) }, unary("geluTanh") { try geluTanh($0) },
    unary("silu") { try silu($0) }, unary("elu") { try elu($0) },
    unary("cube", -3...3) { try power($0, 3) }, unary("power", 0.3...8) { try power($0, -1.5) },
  ]

  /// A function of one operand whose value or slope jumps where `edge` of it is 0.
  private static func kinked(
    _ name: String, edge: @escaping @Sendable (Expression) throws -> Expression = { $0 },
    _ f: @escaping @Sendable (Expression) throws -> Expression
  ) -> RandomOperation {
    RandomOperation(name) { graph in
      guard let x = graph.pick(), try graph.isDecided(edge(x)) else { return nil }
      return try f(x)
    }
  }

  static let kinked: [RandomOperation] = [
    kinked("relu") { try relu($0) }, kinked("abs") { try abs($0) },
    kinked("sign") { try sign($0) + $0 },
    kinked("leakyRelu") { try leakyRelu($0, slope: 0.2) }, kinked("selu") { try selu($0) },
    kinked("floor", edge: { try sin(.pi * $0) }) { try floor($0) + 0.5 * $0 },
    kinked("ceil", edge: { try sin(.pi * $0) }) { try ceil($0) - $0 },
    kinked("round", edge: { try cos(.pi * $0) }) { try round($0) * $0 },
    kinked("sqrt of square") { try sqrt(square($0)) },
    kinked("gate") { x in
      let isPositive = try greater(x, 0)
      return try `where`(isPositive, log(gated(`where`(isPositive, x, 1), by: isPositive)), 0)
    },
  ]

  /// A function of two operands.
  private static func binary(
    _ name: String, _ f: @escaping @Sendable (Expression, Expression) throws -> Expression
  ) -> RandomOperation {
    RandomOperation(name) { graph in
      guard let a = graph.pick() else { return nil }
      let b = try graph.partner(for: a)
      return try graph.draw.integer(0...1) == 0 ? f(a, b) : f(b, a)
    }
  }

  /// A function of two operands whose value or slope jumps where they are equal.
  private static func comparing(
    _ name: String, _ f: @escaping @Sendable (Expression, Expression) throws -> Expression
  ) -> RandomOperation {
    RandomOperation(name) { graph in
      guard let a = graph.pick() else { return nil }
      let b = try graph.partner(for: a)
      return try graph.isDecided(a - b) ? f(a, b) : nil
    }
  }

  static let binary: [RandomOperation] = [
    binary("+") { try $0 + $1 }, binary("-") { try $0 - $1 }, binary("*") { try $0 * $1 },
    binary("a b + c") { try $0 * $1 + $0 }, binary("a - b c") { try $1 - $0 * $1 },
    RandomOperation("/") { graph in
      guard let a = graph.pick() else { return nil }
      let b = try graph.partner(for: a)
      return try a / graph.bent(b, into: 0.3...30)
    },
    RandomOperation("power of two") { graph in
      guard let a = graph.pick() else { return nil }
      let b = try graph.partner(for: a)
      return try power(graph.bent(a, into: 0.3...3), graph.bent(b, into: -2...2))
    },
    RandomOperation("xlogy") { graph in
      guard let a = graph.pick() else { return nil }
      let b = try graph.partner(for: a)
      return try xlogy(graph.bent(a, into: 0.3...3), graph.bent(b, into: 0.3...30))
    },
    binary("logAddExp") { try logAddExp($0, $1) },
    comparing("maximum") { try maximum($0, $1) }, comparing("minimum") { try minimum($0, $1) },
    comparing("less") { try less($0, $1) * $0 },
    comparing("less or equal") { try lessOrEqual($0, $1) + $1 },
    comparing("greater") { try greater($0, $1) - $0 },
    comparing("greater or equal") { try greaterOrEqual($0, $1) * $1 },
    comparing("equal") { try equal($0, $1) + $0 },
    comparing("not equal") { try notEqual($0, $1) * $1 },
    comparing("where") { try `where`(less($0, $1), 0.5 * $0, $1) },
  ]
}

// MARK: - Shapes, sums and products

extension RandomOperation {
  static let shaping: [RandomOperation] = [
    RandomOperation("sum") { graph in try graph.pick().map { try 0.1 * sum($0) } },
    RandomOperation("mean") { graph in try graph.pick().map { try mean($0) } },
    RandomOperation("sum axis") { graph in
      guard let x = graph.pick(where: { $0.shape.rank > 0 }) else { return nil }
      return try sum(x, axis: graph.draw.integer(0...x.shape.rank - 1))
    },
    RandomOperation("mean axis") { graph in
      guard let x = graph.pick(where: { $0.shape.rank > 0 }) else { return nil }
      return try mean(x, axis: graph.draw.integer(0...x.shape.rank - 1))
    },
    RandomOperation("repeat") { graph in
      guard let x = graph.pick(where: { $0.shape.rank < 3 }) else { return nil }
      let count = graph.extent()
      return try repeated(x, axis: graph.draw.integer(0...x.shape.rank), count: count)
    },
    RandomOperation("reshape") { graph in
      guard let x = graph.pick() else { return nil }
      return try reshape(x, to: graph.factored(x.shape.count))
    },
    RandomOperation("stopGradient") { graph in
      guard let x = graph.pick() else { return nil }
      return try stopGradient(x) + 0.5 * x
    },
    RandomOperation("centred") { graph in
      guard let x = graph.pick(where: { $0.shape.rank > 0 }) else { return nil }
      return try x - broadcast(mean(x, axis: 0), to: x.shape)
    },
    RandomOperation("normalised rows") { graph in
      guard let x = graph.pick(where: { $0.shape.rank > 0 }) else { return nil }
      let length = try sqrt(0.5 + sum(square(x), axis: -1))
      return try x / repeated(length, axis: x.shape.rank - 1, count: x.columns)
    },
  ]

  /// A matrix: something grown, reshaped if need be.
  private static func matrix(_ graph: inout GraphGenerator) throws -> Expression? {
    guard let x = graph.pick(where: { $0.shape.rank > 1 }) else { return nil }
    return try reshape(x, to: [x.shape.count / max(1, x.columns), x.columns])
  }

  static let products: [RandomOperation] = [
    RandomOperation("factors") { graph in
      guard let x = graph.pick() else { return nil }
      return try graph.draw.number(-2...2) * (graph.draw.number(-2...2) * x)
    },
    RandomOperation("dropout") { graph in
      guard let x = graph.pick() else { return nil }
      let stream = UInt32(graph.draw.integer(0...3))
      return try x * dropoutMask(like: x, rate: 0.3, stream: stream)
    },
    RandomOperation("transpose") { graph in
      guard let x = try matrix(&graph) else { return nil }
      return try transpose(x)
    },
    RandomOperation("matmul") { graph in
      guard let a = try matrix(&graph) else { return nil }
      let (first, second) = (graph.draw.integer(0...1) == 0, graph.draw.integer(0...1) == 0)
      let (inner, width) = (a.shape[first ? 0 : 1], graph.extent())
      let known = graph.pick { $0.shape.rank == 2 && $0.shape[second ? 1 : 0] == inner }
      let fresh = try graph.leaf(second ? [width, inner] : [inner, width])
      let b = graph.draw.integer(0...1) == 0 ? fresh : known ?? fresh
      return try graph.draw.integer(0...1) == 0
        ? matmul(a, b, transposeA: first, transposeB: second)
        : matmul(b, a, transposeA: !second, transposeB: !first)
    },
    RandomOperation("convolution") { try $0.convolution() },
    RandomOperation("max pooling") { try $0.pooling(isMaximum: true) },
    RandomOperation("average pooling") { try $0.pooling(isMaximum: false) },
    RandomOperation("dense layer") { graph in
      guard let x = try matrix(&graph) else { return nil }
      let width = graph.extent()
      let product = try matmul(x, graph.parameter([width, x.columns]), transposeB: true)
      return try tanh(addBias(product, graph.parameter([width])))
    },
  ]
}

// MARK: - Kernels over blocks

extension RandomOperation {
  static let blockwise: [RandomOperation] = [
    RandomOperation("lookup") { graph in
      let known = graph.pick { $0.shape.rank == 2 && $0.shape[0] > 0 }
      let fresh = graph.parameter([max(1, graph.extent()), graph.extent()])
      let table = graph.draw.integer(0...1) == 0 ? fresh : known ?? fresh
      let shape = graph.shape()
      let positions = graph.positions(
        Shape(shape.dimensions.prefix(2).map { $0 }), rows: table.shape[0])
      return try lookup(table, positions, skipsFirst: graph.draw.integer(0...1) == 0)
    },
    RandomOperation("permute") { graph in
      guard var x = graph.pick(where: { $0.shape.rank > 1 }) else { return nil }
      if x.shape.rank == 3, graph.draw.integer(0...1) == 0 {
        x = try repeated(x, axis: graph.draw.integer(0...3), count: 2)
      }
      var axes = Array(0..<x.shape.rank)
      for last in (1..<axes.count).reversed() { axes.swapAt(last, graph.draw.integer(0...last)) }
      return try permute(x, axes: axes)
    },
    RandomOperation("part") { graph in
      guard let x = graph.pick(where: { $0.shape.rank > 0 }) else { return nil }
      let first = graph.draw.integer(0...x.shape[0])
      return try part(x, first: first, count: graph.draw.integer(0...x.shape[0] - first))
    },
    RandomOperation("batched matmul") { graph in
      guard let a = graph.pick(where: { $0.shape.rank == 3 }) else { return nil }
      let (first, second) = (graph.draw.integer(0...1) == 0, graph.draw.integer(0...1) == 0)
      let (inner, width) = (a.shape[first ? 1 : 2], graph.extent())
      let b = try graph.leaf(
        second ? [a.shape[0], width, inner] : [a.shape[0], inner, width])
      return try graph.draw.integer(0...1) == 0
        ? batchedMatmul(a, b, transposeA: first, transposeB: second)
        : batchedMatmul(b, a, transposeA: !second, transposeB: !first)
    },
  ]
}

// MARK: - Rows and losses

extension RandomOperation {
  /// A function of rows with at least one element.
  private static func rowwise(
    _ name: String, rank: ClosedRange<Int> = 1...3,
    _ f: @escaping @Sendable (inout GraphGenerator, Expression) throws -> Expression?
  ) -> RandomOperation {
    RandomOperation(name) { graph in
      guard let x = graph.pick(where: { rank.contains($0.shape.rank) && $0.columns > 0 }) else {
        return nil
      }
      return try f(&graph, x)
    }
  }

  static let rowwise: [RandomOperation] = [
    rowwise("softmax") { _, x in try softmax(x) },
    rowwise("logSoftmax") { _, x in try logSoftmax(x) },
    rowwise("logSumExp") { _, x in try logSumExp(x) },
    rowwise("rowMaximum") { graph, x in try graph.isRowDecided(x) ? rowMaximum(x) : nil },
    rowwise("rowMinimum") { graph, x in try graph.isRowDecided(x) ? rowMinimum(x) : nil },
    rowwise("pick", rank: 2...2) { graph, x in
      try pick(x, graph.indices(rows: x.shape[0], classes: x.columns))
    },
    rowwise("oneHot", rank: 2...2) { graph, x in
      try x - oneHot(graph.indices(rows: x.shape[0], classes: x.columns), classes: x.columns)
    },
  ]

  static let losses: [RandomOperation] = [
    rowwise("cross-entropy of indices", rank: 2...2) { graph, x in
      let indices = graph.indices(rows: x.shape[0], classes: x.columns)
      let smoothing = Double(graph.draw.integer(0...1)) / 8
      let weights = try graph.draw.integer(0...1) == 0 ? nil : graph.leaf([x.columns], 0.2...2)
      return try softmaxCrossEntropy(
        x, indices: indices, labelSmoothing: smoothing, classWeights: weights)
    },
    rowwise("cross-entropy of targets") { graph, x in
      let targets = graph.pick { $0.shape == x.shape } ?? x
      return try softmaxCrossEntropy(x, targets: softmax(targets))
    },
    rowwise("binary cross-entropy") { graph, x in
      try binaryCrossEntropyWithLogits(x, targets: graph.leaf(x.shape, 0...1))
    },
    RandomOperation("ctc") { try $0.sequences { try $0.temporalClassification() } },
    RandomOperation("rnnt") { try $0.sequences { try $0.transducer() } },
  ]
}

extension GraphGenerator {
  /// A loss of label sequences as the battery draws it.
  fileprivate mutating func sequences(
    _ build: (inout Operands) throws -> Expression
  ) throws -> Expression? {
    guard draw.integer(0...2) == 0 else { return nil }
    var operands = Operands(draw: draw, bindings: bindings, parameters: parameters)
    let loss = try build(&operands)
    (draw, bindings, parameters) = (operands.draw, operands.bindings, operands.parameters)
    return try 0.2 * loss
  }
}

extension RandomOperation {
  /// Layers over sequences: what has grown is a direction's gates where it has the shape.
  static let recurrences: [RandomOperation] = RecurrenceWay.all.map { way in
    RandomOperation(way.testDescription) { graph in
      guard graph.draw.integer(0...3) == 0 else { return nil }
      let gates = graph.pick {
        $0.shape.rank == 3 && $0.shape[2] > 0 && $0.shape[2] % way.cell.gates == 0
      }
      let (rows, frames) = (gates?.shape[0] ?? graph.extent(), gates?.shape[1] ?? graph.extent())
      let units = gates.map { $0.shape[2] / way.cell.gates } ?? graph.draw.integer(1...9)
      // What errors of single precision grow to is bounded only where few frames follow one another.
      guard frames <= 9, rows * frames * units <= 300 else { return nil }
      return try graph.recurrence(way, gates, rows: rows, frames: frames, units: units)
    }
  }
}

extension GraphGenerator {
  fileprivate mutating func recurrence(
    _ way: RecurrenceWay, _ gates: Expression?, rows: Int, frames: Int, units: Int
  ) throws -> Expression {
    let width = way.cell.gates * units
    let size = 1 / Double(units).squareRoot()
    func direction(_ graph: inout GraphGenerator, _ gates: Expression?) throws
      -> RecurrentDirection
    {
      RecurrentDirection(
        gates: try gates ?? graph.leaf([rows, frames, width]),
        weight: try graph.leaf([width, units], -size...size),
        bias: graph.draw.integer(0...1) == 0 ? nil : try graph.leaf([width], -1...1))
    }
    let lengths = try Expression.constant(
      values: (0..<rows).map { _ in Double(draw.integer(0...frames)) }, shape: [rows])
    return try Graphs.recurrence(
      way.cell, forward: way.isForward ? direction(&self, gates) : nil,
      backward: way.isBackward ? direction(&self, way.isForward ? nil : gates) : nil,
      lengths: draw.integer(0...1) == 0 ? nil : lengths, returnsLast: way.returnsLast)
  }
}
