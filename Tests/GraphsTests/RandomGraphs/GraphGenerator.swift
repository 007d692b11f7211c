import Tensors

@testable import Graphs

/// Grows a graph at random, operation by operation, over shapes and families of every kind.
///
/// Values are known while the graph grows: an operation is applied only where it is defined, and a
/// comparison only where single precision cannot turn it. All follows from the seed.
struct GraphGenerator {
  var draw: Draw
  var bindings: Bindings
  var parameters: [Expression] = []
  private(set) var states: [Expression] = []
  /// What there is to build on, oldest first.
  private(set) var grown: [Expression] = []
  /// The lengths axes have in this graph: few, so that shapes meet.
  let extents: [Int]
  private let largestCount: Int
  private var values: NoisyEvaluator

  /// No value is larger: products of a few stay far from the limits of single precision.
  private static let largestValue = 30.0

  init(seed: UInt64) {
    draw = Draw(seed: seed &+ 40_000)
    bindings = Bindings(seed: seed &* 3, step: seed % 5)
    let isLarge = draw.integer(0...11) == 0
    let lengths = isLarge ? [1, 3, 17, 40, 130] : [1, 2, 3, 4, 5, 7, 8, 9, 16, 20, 33]
    var extents: [Int] = []
    for _ in 0..<draw.integer(2...4) {
      extents.append(lengths[draw.integer(0...lengths.count - 1)])
    }
    if draw.integer(0...9) == 0 { extents.append(0) }
    self.extents = extents
    largestCount = isLarge ? 3000 : 600
    values = NoisyEvaluator(noise: 1e-5, samples: 2, seed: seed)
  }

  /// Applies operations, drawn by family, until `count` of them have found operands.
  mutating func grow(_ count: Int, _ families: [[RandomOperation]]) throws {
    for _ in 0..<3 { grown.append(try leaf(shape())) }
    var remaining = count
    for _ in 0..<count * 20 where remaining > 0 {
      let family = families[draw.integer(0...families.count - 1)]
      let operation = family[draw.integer(0...family.count - 1)]
      guard let result = try operation.build(&self), try isWelcome(result) else { continue }
      grown.append(result)
      remaining -= 1
    }
  }

  /// Whether there is room for the value and its numbers are of use.
  private mutating func isWelcome(_ expression: Expression) throws -> Bool {
    guard expression.shape.count <= largestCount else { return false }
    return try value(expression).values.allSatisfy { abs($0) <= Self.largestValue }
  }
}

// MARK: - What is known of values

extension GraphGenerator {
  /// The value of an expression.
  mutating func value(_ expression: Expression) throws -> DoubleArray {
    try values.samples(of: expression, feeding: bindings)[0]
  }

  /// Whether every element lies in `range`.
  mutating func lies(_ expression: Expression, in range: ClosedRange<Double>) throws -> Bool {
    try value(expression).values.allSatisfy(range.contains)
  }

  /// Whether the sign of every element is beyond doubt: far from 0, or 0 whatever is rounded.
  mutating func isDecided(_ expression: Expression) throws -> Bool {
    let samples = try values.samples(of: expression, feeding: bindings)
    return samples[0].values.indices.allSatisfy { index in
      let (a, b) = (samples[0].values[index], samples[1].values[index])
      return a == 0 ? b == 0 : abs(a) > 1e-3 && (a > 0) == (b > 0)
    }
  }

  /// Whether all differences within each row are decided.
  mutating func isRowDecided(_ expression: Expression) throws -> Bool {
    let samples = try values.samples(of: expression, feeding: bindings)
    return (0..<samples[0].rows).allSatisfy { row in
      let order = samples[0].row(row).indices.sorted {
        samples[0].values[$0] < samples[0].values[$1]
      }
      return zip(order, order.dropFirst()).allSatisfy { first, second in
        let gap = samples[0].values[second] - samples[0].values[first]
        return gap == 0 ? samples[1].values[first] == samples[1].values[second] : gap > 1e-3
      }
    }
  }

  /// `expression` itself if it lies in `range`, else bent into it.
  mutating func bent(_ expression: Expression, into range: ClosedRange<Double>) throws
    -> Expression
  {
    if try lies(expression, in: range) { return expression }
    let (low, width) = (range.lowerBound, range.upperBound - range.lowerBound)
    return try low + width * sigmoid(expression)
  }
}

// MARK: - Leaves and operands

extension GraphGenerator {
  /// A shape of the graph's own lengths, most often that of a matrix.
  mutating func shape() -> Shape {
    while true {
      let rank = [0, 1, 2, 2, 2, 3][draw.integer(0...5)]
      let shape = Shape((0..<rank).map { _ in extent() })
      if shape.count <= largestCount { return shape }
    }
  }

  mutating func extent() -> Int { extents[draw.integer(0...extents.count - 1)] }

  /// A new leaf of any kind.
  mutating func leaf(_ shape: Shape, _ range: ClosedRange<Double> = -1.5...1.5) throws
    -> Expression
  {
    switch draw.integer(0...9) {
    case 0: return state(shape, range)
    case 1: return try .constant(values: draw.array(shape, range).values, shape: shape)
    case 2, 3:
      let name = named(shape, range)
      return shape.rank == 0 ? .scalar(name) : .input(name, shape)
    default: return parameter(shape, range)
    }
  }

  mutating func parameter(_ shape: Shape, _ range: ClosedRange<Double> = -1.5...1.5)
    -> Expression
  {
    parameters.append(.parameter(named(shape, range), shape))
    return parameters[parameters.count - 1]
  }

  mutating func state(_ shape: Shape, _ range: ClosedRange<Double>) -> Expression {
    states.append(.state(named(shape, range), shape))
    return states[states.count - 1]
  }

  mutating func indices(rows: Int, classes: Int) -> Expression {
    let name = "i\(bindings.indices.count)"
    bindings.indices[name] = (0..<rows).map { _ in draw.integer(0...classes - 1) }
    return .indices(name, rows: rows)
  }

  /// An input of whole numbers from 0 to `rows` − 1; a constant for a single one.
  mutating func positions(_ shape: Shape, rows: Int) -> Expression {
    guard shape.rank > 0 else { return .constant(Double(draw.integer(0...rows - 1))) }
    let name = "v\(bindings.values.count)"
    bindings.values[name] = DoubleArray(
      shape: shape, values: (0..<shape.count).map { _ in Double(draw.integer(0...rows - 1)) })
    return .input(name, shape)
  }

  private mutating func named(_ shape: Shape, _ range: ClosedRange<Double>) -> String {
    let name = "v\(bindings.values.count)"
    bindings.values[name] = draw.array(shape, range).rounded
    return name
  }

  /// Something grown that fits, recent things rather than old ones.
  mutating func pick(where fits: (Expression) -> Bool = { _ in true }) -> Expression? {
    let fitting = grown.filter(fits)
    guard !fitting.isEmpty else { return nil }
    let recent = draw.integer(0...2) == 0 ? fitting.count : min(4, fitting.count)
    return fitting[fitting.count - draw.integer(1...recent)]
  }

  /// What was grown and nothing else was grown from.
  var ends: [Expression] {
    grown.filter { candidate in
      let others = grown.filter { !$0.isIdentical(to: candidate) }.map(\.node)
      return !topologicalOrder(others).contains { $0 === candidate.node }
    }
  }

  /// A second operand for `first`: of its shape, repeated to its shape, or a single number.
  mutating func partner(for first: Expression) throws -> Expression {
    switch draw.integer(0...6) {
    case 0: return try leaf([])
    case 1: return .constant(Double(draw.integer(1...8)) / 4)
    case 2: return pick { $0.isScalar } ?? first
    case 3: return try broadcast(leaf(repeatable(first.shape)), to: first.shape)
    case 4: return try leaf(first.shape)
    default: return pick { $0.shape == first.shape } ?? first
    }
  }

  /// A shape that can be repeated to fill `shape`.
  private mutating func repeatable(_ shape: Shape) -> Shape {
    let kept = shape.dimensions.suffix(draw.integer(0...shape.rank))
    return Shape(kept.map { draw.integer(0...2) == 0 ? 1 : $0 })
  }

  /// Another shape for `count` elements.
  mutating func factored(_ count: Int) -> Shape {
    var rest = count
    var dimensions: [Int] = []
    for _ in 0..<draw.integer(0...2) {
      let divisors = rest == 0 ? [1, 2, 3] : (1...rest).filter { rest % $0 == 0 }
      let divisor = divisors[draw.integer(0...divisors.count - 1)]
      dimensions.append(divisor)
      if rest > 0 { rest /= divisor }
    }
    if rest != 1 || dimensions.isEmpty {
      dimensions.insert(rest, at: draw.integer(0...dimensions.count))
    }
    return count == 1 && draw.integer(0...1) == 0 ? [] : Shape(dimensions)
  }
}
