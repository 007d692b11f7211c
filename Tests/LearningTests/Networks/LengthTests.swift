import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("Rows of different length")
struct LengthTests {
  /// Three rows of four times and one channel; what is beyond the lengths would spoil any mean.
  let features = Tensor(shape: [3, 4, 1], values: [1, 2, 3, 4, 5, 7, 900, 900, 6, 900, 900, 900])
  let lengths = Tensor(shape: [3], values: [4, 2, 1])

  func network(_ names: [String]) throws -> Network {
    try NetworkSpecification(names.map { try Specification($0) }).resolve(input: [4, 1])
  }

  @Test("padding does not count in predictions")
  func predictions() throws {
    let network = try network(["relu", "global_average_pool"])
    let outputs = try network.predict(features, lengths: lengths, weights: [:])
    #expect(outputs.values == [2.5, 6, 6])
    let whole = try network.predict(features, weights: [:])
    #expect(whole.values != outputs.values)
  }

  @Test("padding does not count in losses, nor in training", arguments: [1, 3])
  func losses(_ threads: Int) throws {
    let trainer = Trainer(
      network: try network(["batch_norm", "global_average_pool"]),
      objective: Objective(loss: try LossSpecification("mse")),
      optimizer: try OptimizerSpecification("sgd"), pool: WorkerPool(threads: threads))
    func fit(padding: Float) throws -> FitResult {
      var values = features.values
      for index in values.indices where values[index] == 900 { values[index] = padding }
      let data = TrainingData(
        features: Tensor(shape: [3, 4, 1], values: values),
        target: .numbers(Tensor(shape: [3, 1], values: [1, 2, 3])),
        extras: [TrainingData.lengthsName: lengths])
      return try trainer.fit(
        TrainingState(trainer.network, seed: 3), on: data, validation: data,
        configuration: TrainingConfiguration(epochs: 3))
    }
    let (some, other) = (try fit(padding: 900), try fit(padding: -5))
    #expect(some.state.weights.mapValues(\.values) == other.state.weights.mapValues(\.values))
    #expect(some.history.map(\.validationLoss) == other.history.map(\.validationLoss))
    // By hand, (1 + 2 + 3 + 4 + 5 + 7 + 6) / 7 = 4, of which three steps of 0.1 take 0.271.
    #expect(
      agree(
        Double(some.state.weights["0.running_mean"]?.values[0] ?? 0), 4 * 0.271, relative: 1e-6,
        absolute: 0))
  }

  @Test("lengths that are none are refused with their row", arguments: [-1, 5, 1.5] as [Float])
  func refused(_ length: Float) throws {
    let bad = Tensor(shape: [3], values: [4, length, 1])
    #expect(throws: LearningError.self) {
      try network(["global_average_pool"]).predict(features, lengths: bad, weights: [:])
    }
    let message = #"model: row 2 of input_lengths is \#(plain(Double(length)))"#
    do {
      try network(["relu"]).checkLengths(bad, rows: 3)
      Issue.record("not refused")
    } catch let error as LearningError {
      #expect(error.message.hasPrefix(message), "\(error.message)")
    }
  }

  @Test("lengths end where the places do")
  func ends() throws {
    #expect(try network(["relu"]).outputLengths(lengths) == [4, 2, 1])
    #expect(try network(["flatten"]).outputLengths(lengths) == nil)
    for name in ["lstm", "gru", "rnn"] {
      let all = try Specification<LayerDefinition>(name, [.number(3)])
      let last = try Specification<LayerDefinition>(
        name, [.number(3)], [("return", .text("last"))])
      func lengths(_ layer: Specification<LayerDefinition>) throws -> [Double]? {
        try NetworkSpecification([layer]).resolve(input: [4, 1]).outputLengths(self.lengths)
      }
      #expect(try lengths(all) == [4, 2, 1])
      #expect(try lengths(last) == nil)
    }
    #expect(try network(["relu"]).outputLengths(nil) == nil)
  }
}
