import Glibc
import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("Sums of losses")
struct MixtureTests {
  private let prediction = matrix([[1], [2], [0]])
  private let target = LossTrial.Target.values(matrix([[3], [2.5], [-1]]))

  private func trial(_ definition: LossDefinition) throws -> LossTrial {
    LossTrial(loss: try LossSpecification(definition), prediction: prediction, target: target)
  }

  @Test("are the weighted sum of the losses, in value and gradient", arguments: Reduction.allCases)
  func sum(_ reduction: Reduction) throws {
    let mse = try LossSpecification("mse")
    let mae = try LossSpecification("mae")
    var mixed = try trial(.mixture([(1, mse), (0.5, mae)]))
    var first = try trial(mse.definition)
    var second = try trial(mae.definition)
    mixed.reduction = reduction
    first.reduction = reduction
    second.reduction = reduction
    let (found, a, b) = (try mixed.judged(), try first.judged(), try second.judged())
    for index in found.value.indices {
      #expect(
        agree(
          found.value[index], a.value[index] + 0.5 * b.value[index], relative: 1e-12, absolute: 0))
    }
    for index in found.gradient.indices {
      #expect(
        agree(
          found.gradient[index], a.gradient[index] + 0.5 * b.gradient[index], relative: 1e-12,
          absolute: 0))
    }
    #expect(mixed.loss.description == "mse + 0.5 * mae")
  }

  @Test("divide each loss by its own number")
  func divisors() throws {
    // Cross-entropy of [0, 0] is log 2; class weights 3 and 1 leave a mean of log 2, since both
    // numerator and divisor are weighted. The plain one divides by 2 rows: log 2 again.
    let weighted = try LossSpecification(
      "cross_entropy", [], [("class_weights", .numbers([3, 1]))])
    let plain = try LossSpecification("cross_entropy")
    let trial = LossTrial(
      loss: try LossSpecification(.mixture([(1, weighted), (2, plain)])),
      prediction: matrix([[0, 0], [0, 0]]), target: .indices([0, 1]), classes: ["a", "b"])
    #expect(agree(try trial.judged().value[0], 3 * log(2), relative: 1e-12, absolute: 0))
  }

  @Test("leave out the rows that one of the losses ignores")
  func ignored() throws {
    let loss = try LossSpecification(
      .mixture([
        (1, LossSpecification("cross_entropy", [], [("ignore_index", .number(1))])),
        (0.5, LossSpecification("cross_entropy")),
      ]))
    #expect(loss.ignoredClasses == [1, -100])
    let prepared = try loss.prepare(
      TrainingData(
        features: Tensor(zeros: [4, 1]), target: .classes([0, 1, -100, 2], names: ["a", "b", "c"])))
    #expect(prepared.rowWeights?.values == [1, 0, 0, 1])
  }

  @Test("with learned weights start at a half of each loss")
  func uncertainty() throws {
    let losses = [try LossSpecification("mse"), try LossSpecification("mae")]
    let trial = try trial(.uncertainty(losses))
    // mse: (4 + 0.25 + 1) / 3, mae: (2 + 0.5 + 1) / 3
    #expect(agree(try trial.judged().value[0], (5.25 + 3.5) / 6, relative: 1e-12, absolute: 0))
    try expectGradient(trial, "uncertainty")
    #expect(trial.loss.description == "uncertainty(mse, mae)")
  }

  @Test("refuse losses that share no targets or no meaning of the outputs")
  func disagreement() throws {
    let mse = try LossSpecification("mse")
    let classes = try LossSpecification("cross_entropy")
    let shares = try LossSpecification("cross_entropy", [], [("from", .text("probabilities"))])
    #expect(throws: LearningError.self) { try LossDefinition.mixture([(1, mse), (1, classes)]) }
    #expect(throws: LearningError.self) { try LossDefinition.mixture([(1, shares), (1, classes)]) }
  }
}

@Suite("Class weights by balance")
struct ClassBalanceTests {
  @Test("count every class alike")
  func balanced() {
    // scikit-learn compute_class_weight("balanced"): n / (K n_c) = 8 / (2 · 6), 8 / (2 · 2)
    #expect(ClassBalance.balanced.weights(counts: [6, 2], beta: 0) == [8.0 / 12, 2])
  }

  @Test("follow effective numbers")
  func effective() {
    // β 0.9: (1 − 0.9) / (1 − 0.9⁶) and / (1 − 0.9²) are 0.213419..., 0.526315..., mean 0.369867...
    let raw = [0.1 / (1 - pow(0.9, 6)), 0.1 / (1 - pow(0.9, 2))]
    let found = ClassBalance.effective.weights(counts: [6, 2], beta: 0.9)
    for (weight, wanted) in zip(found, raw) {
      #expect(agree(weight, wanted * 2 / (raw[0] + raw[1]), relative: 1e-12, absolute: 0))
    }
    #expect(ClassBalance.effective.weights(counts: [6, 2], beta: 0) == [1, 1])
  }

  @Test("become numbers with the training part, inside sums too")
  func fitted() throws {
    let loss = try LossSpecification("cross_entropy", [], [("class_weights", .text("balanced"))])
    let training = TrainingTarget.classes([0, 0, 0, 0, 0, 0, 1, 1], names: ["a", "b"])
    let fitted = try loss.fitted(to: training)
    #expect(fitted.options["class_weights"] == .numbers([8.0 / 12, 2]))
    let sum = try LossSpecification(.mixture([(1, loss), (0.5, loss)])).fitted(to: training)
    #expect(
      sum.definition.summands.map { $0.loss.options["class_weights"] } == [
        .numbers([8.0 / 12, 2]), .numbers([8.0 / 12, 2]),
      ])
  }
}
