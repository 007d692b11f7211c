import Graphs
import Tensors
import Testing

@testable import Learning

/// Scores of 1e4 in single precision, where neighbouring numbers are 1e-3 apart.
@Suite("Scores of 1e4 lose no digits")
struct LargeScoreTests {
  struct Case: Sendable {
    let name: String
    var options: [(String, OptionValue)] = []
    let scores: [Double]
    let label: Int
    let value: Double
  }

  static let cases: [Case] = [
    // two even classes and one that is out: log 2, half of it missing
    Case(name: "cross_entropy", scores: [1e4, 1e4, -1e4], label: 1, value: 0.6931471805599453),
    Case(name: "poly1", scores: [1e4, 1e4, -1e4], label: 1, value: 1.1931471805599454),
    Case(name: "focal", scores: [1e4, 1e4, -1e4], label: 1, value: 0.6931471805599453 / 4),
    // (1 − 2^−0.7) / 0.7
    Case(
      name: "generalized_cross_entropy", scores: [1e4, 1e4, -1e4], label: 1,
      value: 0.5491825618964884),
    // two behind, so short by 1.5 of a margin of 3.5
    Case(
      name: "multi_margin", options: [("margin", .number(3.5))], scores: [1e4, 1e4 - 2], label: 0,
      value: 0.75),
    // a label that is impossible: 2e4, 2e4 + 1, 2e4, 1 / q
    Case(name: "cross_entropy", scores: [1e4, -1e4], label: 1, value: 2e4),
    Case(name: "poly1", scores: [1e4, -1e4], label: 1, value: 20001),
    Case(name: "focal", scores: [1e4, -1e4], label: 1, value: 2e4),
    Case(
      name: "generalized_cross_entropy", scores: [1e4, -1e4], label: 1, value: 1.4285714285714286),
  ]

  @Test("in a plan", arguments: cases.indices)
  func value(_ index: Int) throws {
    let one = Self.cases[index]
    let trial = LossTrial(
      loss: try LossSpecification(one.name, [], one.options), prediction: matrix([one.scores]),
      target: .indices([one.label]))
    let found = try trial.judgedByPlan().value[0]
    #expect(agree(found, one.value, relative: 1e-6, absolute: 0), "\(one.name): \(found)")
  }
}
