import Foundation
import Tensors
import Testing

@testable import Learning

@Suite("Losses of predictions that know nothing")
struct UninformedLossTests {
  private func uninformed(
    _ loss: String, _ options: [(String, OptionValue)] = [], _ target: TrainingTarget,
    outputs: Int
  ) throws -> UninformedLoss {
    let data = TrainingData(features: Tensor(zeros: [target.rows, 1]), target: target)
    return try #require(
      try LossSpecification(loss, [], options).uninformed(on: data, outputs: [outputs]))
  }

  private let classes = TrainingTarget.classes([0, 1, 2, 2], names: ["a", "b", "c"])
  private let numbers = TrainingTarget.numbers(Tensor(shape: [4, 1], values: [1, 2, 3, 6]))

  @Test("of K classes are ln K, however the outputs are read")
  func logarithm() throws {
    for (loss, options) in [
      ("cross_entropy", []), ("cross_entropy", [("label_smoothing", OptionValue.number(0.1))]),
      ("cross_entropy", [("from", .text("probabilities"))]), ("nll", []),
    ] as [(String, [(String, OptionValue)])] {
      let found = try uninformed(loss, options, classes, outputs: 3)
      #expect(abs(found.value - log(3)) < 1e-6, "\(loss) \(options): \(found)")
      #expect(found.prediction == .undecided)
    }
    let binary = TrainingTarget.classes([0, 1, 1], names: ["no", "yes"])
    #expect(
      abs(try uninformed("binary_cross_entropy", [], binary, outputs: 1).value - log(2)) < 1e-6)
  }

  @Test("of squared errors are the variance")
  func variance() throws {
    // Mean 3, squared distances 4, 1, 0 and 9.
    let found = try uninformed("mse", [], numbers, outputs: 1)
    #expect(found == UninformedLoss(value: 3.5, prediction: .mean))
  }

  @Test("of counts by their logarithm are at the logarithm of the mean")
  func counts() throws {
    let found = try uninformed("poisson_nll", [], numbers, outputs: 1)
    #expect(abs(found.value - (3 - 3 * log(3))) < 1e-6)
    #expect(found.prediction == .logarithmOfMean)
  }

  @Test("are not known where outputs are compared with each other")
  func vectors() throws {
    let data = TrainingData(features: Tensor(zeros: [4, 1]), target: classes)
    #expect(try LossSpecification("triplet").uninformed(on: data, outputs: [5]) == nil)
  }
}
