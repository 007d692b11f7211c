import Graphs
import Tensors
import Testing

@testable import Learning

/// One line of the battery every layer goes through: input row, options, output row by hand.
struct LayerExample: Sendable {
  let name: String
  var options: [OptionValue] = []
  var named: [(String, OptionValue)] = []
  /// The shape of an input row; one axis when it is not given.
  var shape: Shape?
  let input: [Double]
  let output: [Double]
  /// Whether the input holds token numbers instead of numbers of any size.
  var isOfTokens = false

  static let all: [LayerExample] = [
    LayerExample(name: "relu", input: [-2, 0, 3], output: [0, 0, 3]),
    LayerExample(name: "leaky_relu", input: [-2, 0, 3], output: [-0.02, 0, 3]),
    LayerExample(name: "leaky_relu", options: [.number(0.2)], input: [-2, 3], output: [-0.4, 3]),
    // e⁻² − 1
    LayerExample(name: "elu", input: [-2, 0, 3], output: [-0.8646647167633873, 0, 3]),
    LayerExample(
      name: "elu", options: [.number(2)], input: [-2, 3], output: [2 * -0.8646647167633873, 3]),
    // λ α (e⁻² − 1), λ · 3 with λ = 1.0507009873554805, α = 1.6732632423543772
    LayerExample(
      name: "selu", input: [-2, 0, 3],
      output: [
        1.0507009873554805 * 1.6732632423543772 * -0.8646647167633873, 0, 3.1521029620664415,
      ]
    ),
    // x Φ(x): Φ(1) = 0.8413447460685429, Φ(−2) = 0.0227501319481792
    LayerExample(
      name: "gelu", input: [-2, 0, 1], output: [-0.0455002638963584, 0, 0.8413447460685429]),
    // x / (1 + e⁻ˣ): σ(1) = 0.7310585786300049, σ(−2) = 0.1192029220221176
    LayerExample(
      name: "silu", input: [-2, 0, 1], output: [-0.2384058440442351, 0, 0.7310585786300049]),
    LayerExample(
      name: "tanh", input: [-1, 0, 1], output: [-0.7615941559557649, 0, 0.7615941559557649]),
    LayerExample(
      name: "sigmoid", input: [-2, 0, 1], output: [0.1192029220221176, 0.5, 0.7310585786300049]),
    // log(1 + e⁻²), log 2; at 1e4 the number itself
    LayerExample(
      name: "softplus", input: [-2, 0, 1e4], output: [0.1269280110429725, 0.6931471805599453, 1e4]),
    // log(1 + e²) / 2
    LayerExample(name: "softplus", options: [.number(2)], input: [1], output: [1.0634640055214863]),
    // e⁰, e¹, e² over their sum
    LayerExample(
      name: "softmax", input: [0, 1, 2],
      output: [0.0900305731703805, 0.2447284710547976, 0.6652409557748218]),
    // 0, 1, 2 minus log(1 + e + e²)
    LayerExample(
      name: "log_softmax", input: [0, 1, 2],
      output: [-2.4076059644443806, -1.4076059644443806, -0.4076059644443806]),
    LayerExample(name: "dropout", options: [.number(0.4)], input: [1, 2], output: [1, 2]),
    LayerExample(name: "flatten", input: [1, 2, 3], output: [1, 2, 3]),
    LayerExample(
      name: "spatial_dropout", options: [.number(0.4)], shape: [2, 2], input: [1, 2, 3, 4],
      output: [1, 2, 3, 4]),
    LayerExample(
      name: "reshape", options: [.numbers([2, -1])], input: [1, 2, 3, 4], output: [1, 2, 3, 4]),
    // (1 + 3) / 2, (2 + 6) / 2
    LayerExample(
      name: "global_average_pool", shape: [2, 2], input: [1, 2, 3, 6], output: [2, 4]),
    // mean 2, variance (1 + 1) / 2; weights and biases 1, 2: −1 / √1.00001 + 1, 2 / √1.00001 + 2
    LayerExample(
      name: "layer_norm", input: [1, 3],
      output: [1 - 0.9999950000374997, 2 + 2 * 0.9999950000374997]),
    // mean, variance, weight and bias 1, 2: (1 − 1) / √1.00001 + 1, (3 − 2) / √2.00001 · 2 + 2
    LayerExample(
      name: "batch_norm", input: [1, 3], output: [1, 2 + 2 / 2.00001.squareRoot()]),
    // dense by 0.1, 0.2; 0.3, 0.4 and 1, 2: 1 + 1.5, 2 + 3.1
    LayerExample(name: "skip", options: [.network(inner)], input: [1, 2], output: [2.5, 5.1]),
    // sin 0, cos 0; sin 1, cos 1
    LayerExample(
      name: "positional_encoding", shape: [2, 2], input: [1, 2, 3, 4],
      output: [1, 3, 3.8414709848078965, 4.54030230586814]),
    // rows of weights 0.1 0.2, 0.3 0.4, 0.5 0.6
    LayerExample(
      name: "embedding", options: [.number(3), .number(2)], input: [2, 0],
      output: [0.5, 0.6, 0.1, 0.2], isOfTokens: true),
    // queries 1.1 0.9, keys 2.2 1.8, values 3.3 2.7: shares of the first time σ(0.44), σ(0.36)
    LayerExample(
      name: "self_attention", options: [.number(1)], shape: [2, 1], input: [1, -1],
      output: [1.3064955418447908, 1.30534242604352]),
    // one channel is normalised to its bias 1: 0.1 · 3.3 + 1 of attention, 0.1 · 1.1 + 1 behind
    LayerExample(
      name: "transformer_block", options: [.number(1), .number(1)], named: [("norm", .text("pre"))],
      shape: [2, 1], input: [1, -1], output: [3.44, 1.44]),
    // Two frames of one number, one unit; weights 0.1, 0.2, ... gate by gate, for the input and for
    // the state, biases 1, 2, ... twice. The sums of lstm at x = 1 are 2.1, 4.2, 6.3, 8.4:
    // c = σ(2.1) tanh 6.3, h = σ(8.4) tanh c, and so on by a few lines of Python.
    LayerExample(
      name: "lstm", options: [.number(1)], shape: [2, 1], input: [1, -1],
      output: [0.7116765457981687, 0.9412102751654934]),
    // r = σ(0.1 + 2), z = σ(0.2 + 4), n = tanh(0.3 + 3 + r · 3), h = (1 − z) n at x = 1
    LayerExample(
      name: "gru", options: [.number(1)], shape: [2, 1], input: [1, -1],
      output: [0.014773839960383906, 0.03626856623864953]),
    // tanh(0.1 + 2), tanh(−0.1 + 0.1 · 0.9704519 + 2)
    LayerExample(
      name: "rnn", options: [.number(1)], shape: [2, 1], input: [1, -1],
      output: [0.9704519366134539, 0.963818224828473]),
    // One filter of the weights 0.1, 0.2 with the bias 1, a zero behind the last time: 0.1 · 1 + 0.2 · 2
    // + 1, 0.1 · 2 + 0.2 · 4 + 1, 0.1 · 4 + 1
    LayerExample(
      name: "conv1d", options: [.number(1), .number(2)], shape: [3, 1], input: [1, 2, 4],
      output: [1.5, 2, 1.4]),
    // The weights 0.1, 0.2, 0.3, 0.4 over all four places: 0.1 + 0.4 + 0.9 + 1.6 + 1; to the right and
    // below there are zeros: 0.2 + 1.2 + 1, 0.3 + 0.8 + 1, 0.4 + 1
    LayerExample(
      name: "conv2d", options: [.number(1), .number(2)], shape: [2, 2], input: [1, 2, 3, 4],
      output: [4, 2.4, 2.1, 1.4]),
    LayerExample(
      name: "max_pool", options: [.number(2)], shape: [2, 2, 2],
      input: [1, 8, 2, 7, 3, 6, 4, 5], output: [4, 8]),
    LayerExample(
      name: "average_pool", options: [.number(2)], shape: [4, 1], input: [1, 3, 2, 6],
      output: [2, 4]),
    LayerExample(
      name: "global_max_pool", shape: [2, 2], input: [1, 6, 3, 2], output: [3, 6]),
    // weights 0.1, 0.2, ... row by row, biases 1, 2: 0.1 − 0.2 + 0.6 + 1, 0.4 − 0.5 + 1.2 + 2
    LayerExample(name: "dense", options: [.number(2)], input: [1, -1, 2], output: [1.5, 3.1]),
  ]

  /// What a skip goes around.
  static let inner = NetworkSpecification(
    ((try? Specification<LayerDefinition>("dense", [.number(2)])).map { [$0] }) ?? [])

  /// The shape of a batch.
  func batch(_ rows: Int) -> Shape { Shape([rows] + (shape?.dimensions ?? [input.count])) }

  /// A network of this one layer.
  func network() throws -> Network {
    let layer = try Specification<LayerDefinition>(name, options, named)
    return try NetworkSpecification([layer]).resolve(input: shape ?? [input.count])
  }
}

@Suite("Every layer")
struct LayerBatteryTests {
  static let indices = Array(LayerExample.all.indices)

  @Test("is in the battery")
  func coverage() {
    let covered = Set(LayerExample.all.map(\.name))
    #expect(Set(LayerDefinition.all.map(\.name)) == covered)
  }

  @Test("has the outputs worked out by hand", arguments: indices)
  func handValues(_ index: Int) throws {
    let example = LayerExample.all[index]
    let network = try example.network()
    let x = Expression.input("x", example.batch(1))
    let y = try network.outputs(of: x, parameters: network.parameterLeaves(), isTraining: false)
    #expect(y.shape == Shape([1] + network.outputShape.dimensions))
    let found = try Evaluator().evaluate(y, feeding: bindings(network, [example.input]))
    for (a, b) in zip(found.values, example.output) {
      #expect(agree(a, b, relative: 1e-12, absolute: 1e-13), "\(example.name): \(a), not \(b)")
    }
  }

  @Test("has the gradients of its finite differences", arguments: indices, [1, 2] as [UInt64])
  func gradient(_ index: Int, seed: UInt64) throws {
    let example = LayerExample.all[index]
    let network = try example.network()
    var generator = RandomGenerator(seed: seed)
    let rows = (0..<3).map { _ in
      example.input.map { example.isOfTokens ? $0 : generator.normal() }
    }
    let x = Expression.input("x", example.batch(3))
    let leaves = network.parameterLeaves()
    let y = try network.outputs(of: x, parameters: leaves, isTraining: true)
    // A sum of squares, since the sum of a softmax is 1 whatever goes in.
    let total = try sum(square(y))
    let names = ["x"] + network.parameters.map(\.name)
    let targets = [x] + network.parameters.compactMap { leaves[$0.name] }
    let slopes = try Evaluator().evaluate(
      gradients(of: total, withRespectTo: targets), feeding: bindings(network, rows))
    for (name, slope) in zip(names, slopes) {
      for element in slope.values.indices {
        var (above, below) = (bindings(network, rows), bindings(network, rows))
        above.values[name]?.values[element] += 1e-5
        below.values[name]?.values[element] -= 1e-5
        let rise =
          try Evaluator().evaluate(total, feeding: above).values[0]
          - Evaluator().evaluate(total, feeding: below).values[0]
        #expect(
          agree(slope.values[element], rise / 2e-5, relative: 1e-5, absolute: 1e-7),
          "\(example.name) seed \(seed) \(name)[\(element)]")
      }
    }
  }

  @Test("stays finite at the edges", arguments: indices, [-1e4, 1e4])
  func extremes(_ index: Int, size: Double) throws {
    let example = LayerExample.all[index]
    guard !example.isOfTokens else { return }
    let network = try example.network()
    let x = Expression.input("x", example.batch(1))
    let y = try network.outputs(of: x, parameters: network.parameterLeaves(), isTraining: false)
    let slope = try gradients(of: sum(y), withRespectTo: [x])
    let row = example.input.indices.map { $0 == 0 ? size : 0 }
    let results = try Evaluator().evaluate([y] + slope, feeding: bindings(network, [row]))
    #expect(results.allSatisfy { $0.values.allSatisfy { $0.isFinite } }, "\(example.name)")
  }

  @Test("dropout drops its share in training and keeps the mean")
  func dropout() throws {
    let rows = 4000
    let x = Expression.input("x", [rows, 1])
    let y = try Learning.dropout(x, rate: 0.3, stream: 7)
    let ones = DoubleArray(shape: [rows, 1], repeating: 1)
    let found = try Evaluator().evaluate(y, feeding: Bindings(values: ["x": ones], seed: 5)).values
    let dropped = Double(found.count { $0 == 0 }) / Double(rows)
    #expect((dropped - 0.3).magnitude < 0.03)  // four standard deviations of a share of 4000
    #expect(found.allSatisfy { $0 == 0 || ($0 - 1 / 0.7).magnitude < 1e-6 })
  }

  private func bindings(_ network: Network, _ rows: [[Double]]) -> Bindings {
    var bindings = Bindings(values: [:], seed: 3, step: 1)
    bindings.values["x"] = DoubleArray(
      shape: Shape([rows.count] + network.inputShape.dimensions), values: rows.flatMap { $0 })
    for parameter in network.parameters {
      let count = parameter.shape.count
      let values = (0..<count).map { parameter.isWeight ? 0.1 * Double($0 + 1) : Double($0 + 1) }
      bindings.values[parameter.name] = DoubleArray(shape: parameter.shape, values: values)
    }
    return bindings
  }
}
