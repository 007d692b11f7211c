import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("Numbers that are not finite")
struct NonFiniteTests {
  private func trainer(
    _ layers: [(String, [OptionValue])], _ loss: LossSpecification, lr: Double
  ) throws -> Trainer {
    Trainer(
      network: try NetworkSpecification(layers.map { try Specification($0.0, $0.1) }).resolve(
        input: [2]),
      objective: Objective(loss: loss),
      optimizer: try OptimizerSpecification("sgd", [], [("lr", .number(lr))]))
  }

  private func data(_ change: (inout [Float], inout [Float]) -> Void = { _, _ in }) -> TrainingData
  {
    var x = (0..<24).map { Float($0 % 5) - 2 }
    var y = (0..<12).map { Float($0 % 3) - 1 }
    change(&x, &y)
    return TrainingData(
      features: Tensor(shape: [12, 2], values: x),
      target: .numbers(Tensor(shape: [12, 1], values: y)))
  }

  private func error(
    _ trainer: Trainer, _ data: TrainingData, epochs: Int = 50, batch: Int = 4
  ) throws -> LearningError? {
    let result = try trainer.fit(
      TrainingState(trainer.network, seed: 4), on: data,
      configuration: TrainingConfiguration(epochs: epochs, batch: batch, seed: 9))
    #expect(result.state.weights.allSatisfy { $0.value.isFinite }, "the last good weights are back")
    guard case .diverged(let error) = result.reason else { return nil }
    return error
  }

  @Test("are traced to the layer and the row that made them first")
  func layer() throws {
    let trainer = try trainer(
      [("dense", [.number(3)]), ("relu", []), ("dense", [.number(1)])], LossSpecification("mse"),
      lr: 1e-6)
    // A feature of 3e38 overflows in the first product, and nowhere else.
    let found = try error(
      trainer,
      data { x, _ in
        x[2 * 7] = 3e38; x[2 * 7 + 1] = 3e38
      })
    guard case .notFiniteLoss(1, _, _, _, let origin?) = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(origin.stage == .layer)
    #expect(origin.tensor.hasPrefix("the output of layer "))
    #expect(origin.rows == [8])
  }

  @Test("are traced to the loss where its formula has a pole")
  func loss() throws {
    let pole = LossDefinition(
      Declaration("pole", .loss, "A logarithm of the target, for this test."), task: .regression,
      guide: LossGuide(targets: "", useWhen: "", avoidWhen: ""), targets: [.numbers],
      meanDividesBy: "values",
      formula: { LossTerms(try square($0.prediction) - log($0.values() + 2)) })
    let trainer = try trainer([("dense", [.number(1)])], LossSpecification(pole), lr: 0.01)
    let found = try error(trainer, data { _, y in y[4] = -2 })
    guard case .notFiniteLoss(1, _, _, _, let origin?) = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(origin.stage == .loss)
    #expect(origin.rows == [5])
    #expect(found?.message.contains("row 5 of the training part") == true)
  }

  @Test("are traced to the step before, whose update overflowed")
  func overflow() throws {
    let trainer = try trainer([("dense", [.number(1)])], LossSpecification("mse"), lr: 1e20)
    let found = try error(trainer, data())
    guard case .notFiniteLoss(let epoch, let step, _, _, let origin?) = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(epoch == 1 && step <= 3)
    #expect([.layer, .loss, .gradient, .update].contains(origin.stage))
    #expect(!origin.rows.isEmpty)
    #expect(found?.hint?.contains("smaller step, lr=") == true)
  }
}
