import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("Arrays that layers keep themselves")
struct KeptArrayTests {
  /// Four rows of two channels with the means 2.5 and 10 and the unbiased variances 5/3 and 20/3.
  let data = TrainingData(
    features: Tensor(shape: [4, 2], values: [1, 7, 2, 9, 3, 11, 4, 13]),
    target: .numbers(Tensor(shape: [4, 1], values: [1, 2, 3, 4])))

  func trainer(_ optimizer: String) throws -> Trainer {
    let layers: [Specification<LayerDefinition>] = [
      try Specification("batch_norm"), try Specification("dense", [.number(1)]),
    ]
    return Trainer(
      network: try NetworkSpecification(layers).resolve(input: [2]),
      objective: Objective(
        loss: try LossSpecification("mse"),
        penalties: [try PenaltySpecification("l2", [.number(0.1)])]),
      optimizer: try OptimizerSpecification(optimizer), pool: WorkerPool(threads: 1))
  }

  @Test(
    "running means and variances follow the batches, whatever the optimizer",
    arguments: ["sgd", "adam", "adamw"])
  func running(_ optimizer: String) throws {
    let trainer = try trainer(optimizer)
    let start = TrainingState(trainer.network, seed: 1)
    let result = try trainer.fit(
      start, on: data, configuration: TrainingConfiguration(epochs: 2))
    // By hand: 0.9 · (0.9 · start + 0.1 · batch) + 0.1 · batch, from 0 and 1.
    let means = [0.19 * 2.5, 0.19 * 10]
    let variances = [0.81 + 0.19 * 5 / 3, 0.81 + 0.19 * 20 / 3]
    let weights = result.state.weights
    for (found, wanted) in zip(weights["0.running_mean"]?.values ?? [], means) {
      #expect(agree(Double(found), wanted, relative: 1e-6, absolute: 0))
    }
    for (found, wanted) in zip(weights["0.running_var"]?.values ?? [], variances) {
      #expect(agree(Double(found), wanted, relative: 1e-6, absolute: 0))
    }
    #expect(result.state.optimizerState.keys.allSatisfy { !$0.contains("running") })
    #expect(trainer.network.parameterCount == 2 + 2 + 2 + 1)
    #expect(weights["1.weight"]?.values != start.weights["1.weight"]?.values)
  }

  @Test("judging uses what was kept and leaves it alone")
  func judging() throws {
    let trainer = try trainer("sgd")
    var weights = TrainingState(trainer.network, seed: 1).weights
    weights["0.running_mean"] = Tensor(shape: [2], values: [2, 10])
    weights["0.running_var"] = Tensor(shape: [2], values: [4, 9])
    weights["1.weight"] = Tensor(shape: [1, 2], values: [1, 1])
    let outputs = try trainer.network.predict(data.features.tensor, weights: weights)
    // (1 − 2) / 2 + (7 − 10) / 3 and so on, but for ε.
    for (found, wanted) in zip(outputs.values, [-1.5, -1.0 / 3, 0.5 + 1.0 / 3, 2]) {
      #expect(agree(Double(found), wanted, relative: 1e-4, absolute: 1e-5))
    }
  }
}
