import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("Recurrent layers")
struct RecurrentLayerTests {
  @Test(
    "have PyTorch's parameters and first values", arguments: [("lstm", 4), ("gru", 3), ("rnn", 1)])
  func parameters(_ name: String, gates: Int) throws {
    let layer = try Specification<LayerDefinition>(
      name, [.number(25)], [("bidirectional", .flag(true))])
    let network = try NetworkSpecification([layer]).resolve(input: [7, 100])
    #expect(network.outputShape == [7, 50])
    let short = ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"]
    #expect(
      network.parameters.map(\.name)
        == ["", "_reverse"].flatMap { suffix in
          short.map { "0.\($0)\(suffix)" }
        })
    let width = gates * 25
    #expect(
      network.parameters.prefix(4).map(\.shape) == [[width, 100], [width, 25], [width], [width]])
    #expect(network.parameters.prefix(4).map(\.isWeight) == [true, true, false, false])
    // Uniform within 1 / √25, whatever the number of inputs.
    let weights = network.initialWeights(seed: 6)
    for parameter in network.parameters {
      let values = try #require(weights[parameter.name]).values
      let largest = values.reduce(0) { max($0, $1.magnitude) }
      #expect(largest <= 0.2 && largest > 0.15, "\(parameter.name): \(largest), seed 6")
    }
  }

  /// The target is the first of six numbers, the others are noise.
  @Test("learn to remember", arguments: ["lstm", "gru", "rnn"], [1, 2])
  func remembering(_ name: String, threads: Int) throws {
    var random = RandomGenerator(seed: 9)
    let (rows, frames) = (64, 6)
    let values = (0..<rows * frames).map { _ in Float(random.uniform() - 0.5) }
    let firsts = (0..<rows).map { values[$0 * frames] }
    let layers = [
      try Specification<LayerDefinition>(name, [.number(8)], [("return", .text("last"))]),
      try Specification<LayerDefinition>("dense", [.number(1)]),
    ]
    let trainer = Trainer(
      network: try NetworkSpecification(layers).resolve(input: [frames, 1]),
      objective: Objective(loss: try LossSpecification("mse")),
      optimizer: try OptimizerSpecification("adam", [], [("lr", .number(0.02))]),
      pool: WorkerPool(threads: threads))
    let data = TrainingData(
      features: Tensor(shape: [rows, frames, 1], values: values),
      target: .numbers(Tensor(shape: [rows, 1], values: firsts)))
    let result = try trainer.fit(
      TrainingState(trainer.network, seed: 2), on: data, validation: nil,
      configuration: TrainingConfiguration(epochs: 150))
    // The variance of the target, which knowing nothing leaves, is 1 / 12.
    let loss = try #require(result.history.last?.dataLoss)
    #expect(loss < 0.01, "\(name): \(loss), seeds 9 and 2")
  }
}
