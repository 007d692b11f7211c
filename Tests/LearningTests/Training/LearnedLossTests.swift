import Glibc
import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("Losses that learn")
struct LearnedLossTests {
  /// Rows that a line does not fit exactly: y = 2 x ± 0.5.
  private var data: TrainingData {
    let x = (0..<40).map { Float($0) / 20 - 1 }
    let y = x.enumerated().map { 2 * $1 + ($0 % 2 == 0 ? 0.5 : -0.5) }
    return TrainingData(
      features: Tensor(shape: [40, 1], values: x),
      target: .numbers(Tensor(shape: [40, 1], values: y)))
  }

  private func trainer(_ loss: LossSpecification, lr: Double = 0.05) throws -> Trainer {
    Trainer(
      network: try NetworkSpecification([try Specification("dense", [.number(1)])]).resolve(
        input: [1]),
      objective: Objective(loss: loss),
      optimizer: try OptimizerSpecification("adam", [], [("lr", .number(lr))]))
  }

  private func uncertainty() throws -> LossSpecification {
    try LossSpecification(.uncertainty([LossSpecification("mse"), LossSpecification("mae")]))
  }

  @Test("find the uncertainty of each loss: σ² is the loss itself")
  func optimum() throws {
    let trainer = try trainer(try uncertainty())
    let result = try trainer.fit(
      TrainingState(trainer.network, seed: 1), on: data,
      configuration: TrainingConfiguration(epochs: 800, batch: nil))
    let last = try #require(result.history.last)
    #expect(last.parts.map(\.name) == ["mse", "mae"])
    #expect(last.lossParameters.map(\.name) == ["mse sigma", "mae sigma"])
    // exp(−s) L / 2 + s / 2 is least at s = log L, that is σ² = L.
    for (part, sigma) in zip(last.parts, last.lossParameters) {
      #expect(agree(sigma.values[0] * sigma.values[0], part.value, relative: 0.01, absolute: 0))
    }
    #expect(result.state.weights["loss.mse sigma"]?.shape == [])
  }

  @Test("go on where they stopped, bit for bit")
  func resuming() throws {
    let trainer = try trainer(try uncertainty())
    func fit(_ state: TrainingState, _ epochs: Int) throws -> FitResult {
      try trainer.fit(
        state, on: data, configuration: TrainingConfiguration(epochs: epochs, batch: 8, seed: 3))
    }
    let start = TrainingState(trainer.network, seed: 2)
    let whole = try fit(start, 10)
    let halves = try fit(fit(start, 5).state, 5)
    #expect(whole.state.weights.mapValues(\.values) == halves.state.weights.mapValues(\.values))
  }

  @Test("follow the sum of a batch when told so: as the mean with a step as many times as long")
  func sums() throws {
    let network = try trainer(LossSpecification("mse")).network
    func fit(_ reduction: BatchReduction, lr: Double) throws -> FitResult {
      try Trainer(
        network: network,
        objective: Objective(loss: LossSpecification("mse"), reduction: reduction),
        optimizer: OptimizerSpecification("sgd", [], [("lr", .number(lr))])
      ).fit(
        TrainingState(network, seed: 1), on: data,
        configuration: TrainingConfiguration(epochs: 3, batch: 8, seed: 3))
    }
    let (sum, mean) = (try fit(.sum, lr: 0.01), try fit(.mean, lr: 0.08))
    for (a, b) in zip(sum.history, mean.history) {
      #expect(agree(a.dataLoss, b.dataLoss, relative: 1e-5, absolute: 0))
    }
  }

  @Test("read further arrays row by row, whatever the order of the rows")
  func extras() throws {
    let loss = LossDefinition(
      Declaration("scaled", .loss, "A squared error over a variance, for this test."),
      task: .regression, guide: LossGuide(targets: "", useWhen: "", avoidWhen: ""),
      targets: [.numbers], meanDividesBy: "values",
      extras: [LossExtra("variance", "a variance", .likePrediction, isRequired: true)],
      formula: { inputs in
        guard let variance = inputs.extras["variance"] else { return LossTerms(inputs.prediction) }
        return LossTerms(try square(inputs.prediction - inputs.values()) / variance)
      })
    var rows = data
    rows.extras = ["variance": Tensor(shape: [40, 1], values: (0..<40).map { 1 + Float($0 % 3) })]
    let trainer = try trainer(LossSpecification(loss))
    // Without the array the sentence names it.
    #expect(throws: LearningError.missingArray("scaled", array: "variance", summary: "a variance"))
    {
      try trainer.fit(TrainingState(trainer.network, seed: 1), on: data)
    }
    let state = TrainingState(trainer.network, seed: 1)
    let outputs = try trainer.network.predict(rows.features, weights: state.weights)
    guard case .numbers(let targets) = rows.target else { return }
    let wanted =
      (0..<40).map { row -> Double in
        let error = Double(outputs[row] - targets[row])
        return error * error / Double(1 + row % 3)
      }.reduce(0, +) / 40
    let found = try trainer.objective.evaluate(trainer.network, weights: state.weights, on: rows)
    #expect(agree(found.dataLoss, wanted, relative: 1e-5, absolute: 0))
    let result = try trainer.fit(
      state, on: rows, configuration: TrainingConfiguration(epochs: 1, batch: 7, seed: 5))
    #expect(result.history.count == 1)
  }
}
