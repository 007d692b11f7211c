import Glibc
import Graphs
import Tensors
import Testing

@testable import Learning

/// What holds between losses on classes, whatever their formula.
@Suite("Losses on classes")
struct ClassCostTests {
  static let smoothed = [
    "cross_entropy", "focal", "poly1", "generalized_cross_entropy",
  ]
  static let weighed = smoothed + ["nll", "multi_margin"]
  static let scores: [[Double]] = [
    [0.3, -1.2, 2], [1.5, 0.2, -0.7], [-0.4, 0.9, 0.1], [3, 1, -2],
  ]
  static let labels = [1, 0, 2, 1]

  /// The unreduced loss of each row.
  private func costs(
    _ name: String, _ options: [(String, OptionValue)] = [], labels: [Int] = labels
  ) throws -> [Double] {
    try trial(name, options, labels: labels).judged().value
  }

  private func trial(
    _ name: String, _ options: [(String, OptionValue)], labels: [Int] = labels
  ) throws -> LossTrial {
    LossTrial(
      loss: try LossSpecification(name, [], options), prediction: matrix(Self.scores),
      target: .indices(labels), classes: ["a", "b", "c"], reduction: .none)
  }

  /// (1 − ε) · w[y] · L[y] + ε / C · Σ_c w[c] · L[c], L[c] what class c costs without either.
  @Test("smooth first and weigh then", arguments: smoothed)
  func smoothing(_ name: String) throws {
    let (share, weights) = (0.3, [2, 0.5, 3.0])
    let alone = try (0..<3).map { try costs(name, labels: [$0, $0, $0, $0]) }
    let found = try costs(
      name, [("label_smoothing", .number(share)), ("class_weights", .numbers(weights))])
    for (row, label) in Self.labels.enumerated() {
      let hard = weights[label] * alone[label][row]
      let even = (0..<3).reduce(0) { $0 + weights[$1] * alone[$1][row] } / 3
      let wanted = (1 - share) * hard + share * even
      #expect(agree(found[row], wanted, relative: 1e-12, absolute: 0), "\(name), row \(row)")
    }
  }

  @Test("divide a mean by the weights of the target classes", arguments: weighed)
  func divisor(_ name: String) throws {
    let weights = [2, 0.5, 3.0]
    var trial = try trial(name, [("class_weights", .numbers(weights))])
    trial.reduction = .mean
    let counts = Self.labels.map { weights[$0] }
    let sum = zip(try costs(name), counts).reduce(0) { $0 + $1.0 * $1.1 }
    let found = try trial.judged().value[0]
    #expect(agree(found, sum / counts.reduce(0, +), relative: 1e-12, absolute: 0), "\(name)")
  }

  @Test("take class weights by name", arguments: weighed)
  func names(_ name: String) throws {
    let byName = try costs(name, [("class_weights", .pairs([("b", 4)]))])
    #expect(try byName == costs(name, [("class_weights", .numbers([1, 4, 1]))]))
    #expect(throws: LearningError.unknownClass("d", known: ["a", "b", "c"])) {
      try costs(name, [("class_weights", .pairs([("d", 4)]))])
    }
  }

  /// Without class weights the answers of two classes count alike, with them a mean divides by
  /// Σ w[y].
  @Test func focalOfAnswersDividesByClassWeights() throws {
    var trial = LossTrial(
      loss: try LossSpecification("focal", [], [("class_weights", .numbers([2, 5]))]),
      prediction: matrix([[0.5], [-1]]), target: .values(matrix([[1], [0]])))
    let weighed = try trial.judged().value[0]
    trial.loss = try LossSpecification("focal")
    trial.reduction = .none
    let plain = try trial.judged().value
    #expect(
      agree(weighed, (5 * plain[0] + 2 * plain[1]) / 7, relative: 1e-12, absolute: 0))
  }

  @Test func nllOfLogSoftmaxIsCrossEntropy() throws {
    let x = Expression.input("x", [4, 3])
    let y = Expression.indices("y", rows: 4)
    let both = try [
      negativeLogLikelihood(logProbabilities: logSoftmax(x), indices: y),
      crossEntropy(logits: x, indices: y),
    ].map { try Reduction.none.apply($0) }
    let found = try Evaluator().evaluate(
      both, feeding: Bindings(values: ["x": matrix(Self.scores)], indices: ["y": Self.labels]))
    for (a, b) in zip(found[0].values, found[1].values) {
      #expect(agree(a, b, relative: 1e-14, absolute: 0))
    }
  }

  /// Zhang and Sabuncu: q → 0 is cross-entropy, q = 1 is 1 − p.
  @Test func endsOfGeneralizedCrossEntropy() throws {
    let surprise = try costs("cross_entropy")
    let nearly = try costs("generalized_cross_entropy", [("q", .number(1e-9))])
    let absolute = try costs("generalized_cross_entropy", [("q", .number(1))])
    for row in surprise.indices {
      #expect(agree(nearly[row], surprise[row], relative: 1e-8, absolute: 0))
      // p = e^−surprise
      #expect(agree(absolute[row], 1 - Glibc.exp(-surprise[row]), relative: 1e-12, absolute: 0))
    }
  }

  @Test func poly1AndFocalEndInCrossEntropy() throws {
    let surprise = try costs("cross_entropy")
    for (name, option) in [("poly1", "epsilon"), ("focal", "gamma")] {
      for (a, b) in zip(try costs(name, [(option, .number(0))]), surprise) {
        #expect(agree(a, b, relative: 1e-14, absolute: 0), "\(name)")
      }
    }
  }

  @Test func diceIsTverskyOfEvenPrices() throws {
    let target = LossTrial.Target.values(matrix([[1, 0, 0], [0, 1, 1], [0, 0, 1], [1, 1, 0]]))
    let found = try [
      LossSpecification("dice"),
      LossSpecification("tversky", [], [("alpha", .number(0.5)), ("beta", .number(0.5))]),
    ].map { loss in
      try LossTrial(loss: loss, prediction: matrix(Self.scores), target: target).judged().value[0]
    }
    #expect(found[0] == found[1])
  }
}
