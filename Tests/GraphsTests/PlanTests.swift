import Glibc
import Tensors
import Testing

@testable import Graphs

@Suite struct PlanAgainstOracle {
  /// Each function of the battery with its gradients, with all passes and without, on one and two
  /// threads.
  @Test(arguments: GradientCase.battery) func battery(_ test: GradientCase) throws {
    for seed in UInt64(11)...12 {
      var operands = Operands(draw: Draw(seed: seed))
      let value = try test.build(&operands)
      let loss = try sum(value * operands.fixed(value.shape, 0.5...2))
      let slopes = try gradients(of: loss, withRespectTo: operands.parameters)
      let outputs =
        [("loss", loss), ("value", value)]
        + slopes.enumerated().map { ("slope \($0)", $1) }
      for options in [PlanOptions(), .plain] {
        for threads in 1...2 {
          try compare(outputs, operands.bindings, options, threads, "\(test.name), seed \(seed)")
        }
      }
    }
  }

  /// Random graphs of all families, drawn by seed.
  @Test(arguments: UInt64(1)...40) func randomGraph(_ seed: UInt64) throws {
    var graph = RandomGraph(seed: seed)
    let loss = try graph.loss()
    let slopes = try gradients(of: loss, withRespectTo: graph.parameters)
    let outputs = [("loss", loss)] + slopes.enumerated().map { ("slope \($0)", $1) }
    for options in OptionSet.all {
      for threads in 1...2 {
        try compare(outputs, graph.bindings, options, threads, "random graph, seed \(seed)")
      }
    }
  }

  /// Each loss is wanted by the derivative of the other, so neither can come beside its gradient.
  @Test func lossesThatWaitForEachOther() throws {
    var draw = Draw(seed: 11)
    let (x, y) = (Expression.parameter("x", [7, 5]), Expression.parameter("y", [7, 5]))
    let first = try mean(softmaxCrossEntropy(x, indices: .indices("a", rows: 7)))
    let second = try mean(softmaxCrossEntropy(y, targets: softmax(.input("t", [7, 5]))))
    let loss = try first * second + second
    let slopes = try gradients(of: loss, withRespectTo: [x, y])
    var bindings = Bindings()
    for name in ["x", "y", "t"] { bindings.values[name] = draw.array([7, 5], -2...2) }
    bindings.indices["a"] = (0..<7).map { _ in draw.integer(0...4) }
    for options in OptionSet.all {
      try compare(
        [("loss", loss), ("x", slopes[0]), ("y", slopes[1])], bindings, options, 2, "seed 11")
    }
  }

  /// x - logSumExp(x) would be off by 5e-4 here: 1e4 + log 2 has no closer neighbour in single
  /// precision.
  @Test func logSoftmaxOfLargeScores() throws {
    let x = Expression.input("x", [1, 2])
    let store = try ParameterStore(parameters: [])
    let plan = try Plan(outputs: [("y", logSoftmax(x))], store: store, pool: pair)
    try plan.setInput("x", Tensor(shape: [1, 2], values: [1e4, 1e4]))
    try plan.run()
    for value in try plan.output("y").values { #expect(abs(value + Float(0.6931472)) < 1e-7) }
  }

  private func compare(
    _ outputs: [(String, Expression)], _ bindings: Bindings, _ options: PlanOptions,
    _ threads: Int, _ label: String
  ) throws {
    var options = options
    options.threads = threads
    let bindings = bindings.rounded
    let store = try ParameterStore(for: outputs.map(\.1))
    try store.fill(bindings)
    let plan = try Plan(outputs: outputs, store: store, pool: pair, options: options)
    #expect(plan.threads == threads)
    try plan.feed(bindings)
    let expected = try Evaluator().evaluate(outputs.map(\.1), feeding: bindings)
    var first: [Tensor] = []
    for run in 1...2 {
      try plan.run()
      let found = try outputs.map { try plan.output($0.0) }
      for ((name, _), (a, b)) in zip(outputs, zip(found, expected)) {
        let difference = relativeDifference(a, b)
        #expect(
          difference < 2e-5,
          "\(label), \(name), run \(run), \(threads) threads, \(options): \(a.values) \(b.values)")
      }
      if run == 1 { first = found } else { #expect(found == first, "\(label): bits differ") }
    }
  }
}

/// A graph drawn at random: layers, activations, row operations, a loss.
struct RandomGraph {
  private var draw: Draw
  var bindings = Bindings(seed: 99, step: 4)
  var parameters: [Expression] = []
  private let rows: Int

  init(seed: UInt64) {
    draw = Draw(seed: seed &+ 1000)
    rows = draw.integer(1...9)
  }

  mutating func loss() throws -> Expression {
    var columns = draw.integer(1...20)
    var x = input([rows, columns])
    for layer in 0..<draw.integer(1...3) {
      let width = draw.integer(1...20)
      x = try matmul(x, parameter([width, columns]), transposeB: true)
      if draw.integer(0...3) > 0 { x = try addBias(x, parameter([width])) }
      x = try activated(x, layer)
      columns = width
    }
    return try reduced(x, columns)
  }

  private mutating func activated(_ x: Expression, _ layer: Int) throws -> Expression {
    switch draw.integer(0...9) {
    case 0: try tanh(x)
    case 1: try sigmoid(x) * scalar()
    case 2: try gelu(x)
    case 3: try softplus(x) + x
    case 4: try x * dropoutMask(like: x, rate: 0.3, stream: UInt32(layer))
    case 5: try softmax(x)
    case 6: try x / (1 + repeated(sqrt(1 + sum(square(x), axis: 1)), axis: 1, count: x.columns))
    case 7: try elu(x) - broadcast(mean(x, axis: 0), to: x.shape)
    case 8: try x / sqrt(1 + mean(square(x)))
    default: try silu(x) + 0.1 * square(x)
    }
  }

  private mutating func reduced(_ x: Expression, _ columns: Int) throws -> Expression {
    let weights = input([rows])
    switch draw.integer(0...4) {
    case 0:
      bindings.indices["classes"] = (0..<rows).map { _ in draw.integer(0...columns - 1) }
      let losses = try softmaxCrossEntropy(
        x, indices: .indices("classes", rows: rows), labelSmoothing: 0.1)
      return try sum(losses * weights) / sum(square(weights))
    case 1:
      let losses = try mean(square(x - input([rows, columns])), axis: 1)
      return try sum(losses * weights) / sum(square(weights))
    case 2: return try mean(logCosh(x - input([rows, columns])))
    case 3: return try mean(softmaxCrossEntropy(x, targets: softmax(input([rows, columns]))))
    default:
      return try mean(binaryCrossEntropyWithLogits(x, targets: input([rows, columns])))
        + 0.01 * sum(square(parameters[0]))
    }
  }

  private mutating func input(_ shape: Shape) -> Expression {
    let name = "x\(bindings.values.count)"
    bindings.values[name] = draw.array(shape, -1...1)
    return .input(name, shape)
  }

  private mutating func scalar() -> Expression {
    let name = "s\(bindings.values.count)"
    bindings.values[name] = draw.array([], -1...1)
    return .scalar(name)
  }

  private mutating func parameter(_ shape: Shape) -> Expression {
    let name = "w\(bindings.values.count)"
    bindings.values[name] = draw.array(shape, -1...1)
    parameters.append(.parameter(name, shape))
    return parameters[parameters.count - 1]
  }
}
