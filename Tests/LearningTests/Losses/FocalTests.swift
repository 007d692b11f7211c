import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("The focal loss")
struct FocalTests {
  @Test("with gamma 0 is binary cross-entropy to the bit")
  func isCrossEntropy() throws {
    let scores: [[Double]] = [[-1e4], [-3], [0], [0.25], [40], [1e4]]
    let answers = matrix([[1], [0], [1], [1], [0], [0]])
    func judged(_ name: String, _ options: [(String, OptionValue)]) throws -> [[Double]] {
      let judged = try LossTrial(
        loss: try LossSpecification(name, [], options), prediction: matrix(scores),
        target: .values(answers), reduction: .none
      ).judged()
      return [judged.value, judged.gradient]
    }
    #expect(
      try judged("focal", [("gamma", .number(0))]) == judged("binary_cross_entropy", []))
  }

  /// (1 − p)^γ has an infinite slope at p = 1 for γ < 1; the loss has none: (1 − p)^(γ + 1).
  @Test(
    "has a finite slope where all is right", arguments: [0, 0.01, 0.5, 0.99, 1, 2, 5],
    [1, 1 - 1e-7, 1e-30, 0])
  func certainty(_ gamma: Double, _ p: Double) throws {
    for (loss, prediction, target) in [
      (["from": "probabilities"], [[p], [1 - p]], LossTrial.Target.values(matrix([[1], [0]]))),
      (["from": "probabilities"], [[p, 1 - p], [1 - p, p]], .indices([0, 1])),
    ] {
      try expectFinite(
        LossTrial(
          loss: try specification(gamma, loss), prediction: matrix(prediction), target: target,
          reduction: .none))
    }
  }

  @Test(
    "is finite for any logits", arguments: [0, 0.01, 0.5, 1, 2, 5],
    [-1e4, -746, -104, -88, -17, 17, 88, 104, 746, 1e4])
  func logits(_ gamma: Double, _ x: Double) throws {
    for (prediction, target) in [
      ([[x], [x]], LossTrial.Target.values(matrix([[1], [0]]))),
      ([[x, 0, 0], [x, 0, 0]], .indices([0, 1])),
    ] {
      try expectFinite(
        LossTrial(
          loss: try specification(gamma, [:]), prediction: matrix(prediction), target: target,
          reduction: .none))
    }
  }

  private func specification(
    _ gamma: Double, _ options: [String: String]
  ) throws -> LossSpecification {
    try LossSpecification(
      "focal", [], [("gamma", .number(gamma))] + options.map { ($0, .text($1)) })
  }

  private func expectFinite(_ trial: LossTrial) throws {
    for judged in [try trial.judged(), try trial.judgedByPlan()] {
      #expect(
        (judged.value + judged.gradient).allSatisfy { $0.isFinite }, "\(trial.loss) \(judged)")
    }
  }

  // MARK: γ from epoch to epoch

  @Test func gammaMovesInAStraightLineAndStays() throws {
    let loss = try LossSpecification(
      "focal", [],
      [("gamma", .number(3)), ("gamma_end", .number(1)), ("gamma_epochs", .number(4))])
    let course = try #require(loss.definition.scheduled(loss.options).first)
    #expect(course.name == "gamma")
    #expect([0, 1, 2, 3, 4, 5, 100].map(course.value) == [3, 2.5, 2, 1.5, 1, 1, 1])
    let still = try LossSpecification("focal")
    #expect(still.definition.scheduled(still.options).isEmpty)
  }

  @Test func gammaOfAnEpochIsTheFormulas() throws {
    var moving = LossTrial(
      loss: try LossSpecification(
        "focal", [],
        [("gamma", .number(2)), ("gamma_end", .number(0)), ("gamma_epochs", .number(4))]),
      prediction: matrix([[0.4], [-1]]), target: .values(matrix([[1], [1]])))
    moving.epoch = 1
    var still = moving
    still.loss = try LossSpecification("focal", [], [("gamma", .number(1.5))])
    #expect(try moving.judged().value == still.judged().value)
    #expect(try moving.judged().gradient == still.judged().gradient)
  }

  @Test func gammaEpochsNeedsAnEnd() {
    #expect(throws: LearningError.self) {
      try LossSpecification("focal", [], [("gamma_epochs", .number(5))])
    }
  }

  // MARK: α

  @Test func oneAlphaIsNotForSeveralClasses() throws {
    let loss = try LossSpecification("focal", [], [("alpha", .number(0.25))])
    let error = LearningError.alphaOfSeveralClasses(
      call: "focal(alpha=0.25)", alpha: 0.25, classes: 3)
    #expect(throws: error) {
      try loss.classWeightTable(classes: ["a", "b", "c"], isBinary: false)
    }
    #expect(error.message == "alpha=0.25 weighs yes against no, but there are 3 classes")
    #expect(error.hint == "give a number for each class: alpha=[0.25, 0.25, 0.25]")
  }

  @Test func tableOfWeights() throws {
    func table(_ name: String, _ options: [(String, OptionValue)], isBinary: Bool = true) throws
      -> [Double]?
    {
      try LossSpecification(name, [], options)
        .classWeightTable(classes: ["no", "yes"], isBinary: isBinary)?.map(\.weight)
    }
    #expect(try table("focal", []) == nil)
    #expect(try table("focal", [("alpha", .number(0.25))]) == [0.75, 0.25])
    #expect(try table("focal", [("alpha", .pairs([("yes", 3)]))], isBinary: false) == [1, 3])
    #expect(
      try table("focal", [("alpha", .number(0.25)), ("class_weights", .numbers([2, 4]))])
        == [1.5, 1])
    #expect(try table("binary_cross_entropy", [("positive_weight", .number(3))]) == [1, 3])
    #expect(try table("tversky", [("alpha", .number(0.1))]) == nil)
    #expect(try table("nll", [("class_weights", .numbers([2, 1]))]) == [2, 1])
  }

  @Test func doubts() throws {
    func doubts(_ options: [(String, OptionValue)]) throws -> [String] {
      try LossSpecification("focal", [], options)
        .doubts(classes: ["no", "yes"], isBinary: true).map(\.message)
    }
    #expect(try doubts([]).isEmpty)
    #expect(try doubts([("alpha", .number(0.25))]).isEmpty)
    #expect(
      try doubts([("alpha", .number(0.5))]) == [
        "focal(alpha=0.5): alpha weighs every class alike, so it only multiplies the loss by 0.5"
      ])
    #expect(
      try doubts([("alpha", .number(1))]) == [
        "focal(alpha=1): alpha gives no the weight 0, so the fit never learns from it"
      ])
    #expect(
      try doubts([("class_weights", .numbers([3, 3]))]) == [
        "focal(class_weights=[3, 3]): class_weights weighs every class alike, so a mean is the "
          + "same without it"
      ])
  }
}
