import Foundation
import Tensors
import Testing

@testable import Learning

@Suite("Answers of models")
struct AnswerTests {
  private let outputs = Tensor(shape: [2, 2], values: [0, 1, -2, 3])
  private let numbers = TrainingTarget.numbers(Tensor(shape: [2, 2], values: [1, 2, 3, 4]))

  @Test func numbersAreTheOutputs() throws {
    #expect(try LossSpecification("mse").answers(outputs, to: numbers) == outputs)
  }

  @Test func ratesAreNotTheirLogarithms() throws {
    // By hand: e^x.
    let rates = try LossSpecification("poisson_nll").answers(outputs, to: numbers).values
    for (rate, x) in zip(rates, outputs.values) {
      #expect(abs(Double(rate) - exp(Double(x))) < 1e-5)
    }
    let given = try LossSpecification("poisson_nll", [], [("log_input", .flag(false))])
    #expect(given.answers(outputs, to: numbers) == outputs)
  }

  @Test func sharesAreNotTheirLogits() throws {
    // By hand: 1 / (1 + e^−x), which at 0 is a half.
    let shares = try LossSpecification("binary_cross_entropy").answers(outputs, to: numbers)
    #expect(shares.values[0] == 0.5)
    #expect(abs(Double(shares.values[2]) - 0.11920292) < 1e-6)
    let given = try LossSpecification(
      "binary_cross_entropy", [], [("from", .text("probabilities"))])
    #expect(given.answers(outputs, to: numbers) == outputs)
  }

  @Test func meansStandBeforeSpreads() throws {
    let loss = try LossSpecification("gaussian_nll", [], [("variance", .text("learned"))])
    #expect(loss.answers(outputs) == Tensor(shape: [2, 1], values: [0, -2]))
  }

  @Test func sumsAnswerAsTheirParts() throws {
    let sum = try LossSpecification(
      .mixture([(1, LossSpecification("poisson_nll")), (0.1, LossSpecification("mae"))]))
    #expect(sum.answers(outputs).values[0] == 1)
  }

  @Test func classesAreLeftToTheirOutputs() throws {
    let classes = TrainingTarget.classes([0, 1], names: ["a", "b"])
    #expect(try LossSpecification("focal").answers(outputs, to: classes) == outputs)
  }
}
