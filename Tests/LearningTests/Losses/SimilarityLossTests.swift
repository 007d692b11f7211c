import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("Losses of similarity")
struct SimilarityLossTests {
  private func mined(
    _ name: String, _ rows: [[Double]], _ labels: [Int], _ options: [(String, OptionValue)] = []
  ) throws -> LossTrial {
    LossTrial(
      loss: try LossSpecification(name, [], options), prediction: matrix(rows),
      target: .indices(labels), classes: ["a", "b", "c"])
  }

  /// (5 + (6 − √18) + (√85) + (√85 − 4)) / 4: the fifth row is alone in its class.
  @Test func aRowWithoutATripletDoesNotCount() throws {
    let trial = try mined(
      "triplet", [[0, 0], [3, 4], [0, 1], [6, 8], [50, 60]], [0, 0, 1, 1, 2])
    let wanted = (7 - 4.242640687119285 + 2 * 9.219544457292887) / 4
    #expect(agree(try trial.judged().value[0], wanted, relative: 1e-12, absolute: 0))
  }

  @Test(
    "a batch of one class, or of a row each, has the loss 0", arguments: ["triplet", "contrastive"])
  func nothingToCompare(_ name: String) throws {
    for labels in [[0, 1, 2], [1, 1, 1]] where name == "triplet" || labels[0] == 0 {
      let judged = try mined(name, [[1, 0], [2, 1], [0, 3]], labels).judged()
      #expect(judged.value == [0])
      #expect(judged.gradient.allSatisfy { $0 == 0 })
    }
  }

  /// optax documents ntxent of vectors of one positive number each, of two classes: log 3, since
  /// all cosines are 1 and each pair competes with two others.
  @Test func contrastiveAsDocumentedByOptax() throws {
    let trial = try mined(
      "contrastive", [[0.08969027], [1.6291292], [0.8622629], [0.13612625]], [0, 0, 1, 1],
      [("temperature", .number(0.07))])
    #expect(agree(try trial.judged().value[0], 1.0986122886681098, relative: 1e-12, absolute: 0))
  }

  /// Σ over the 6 ordered pairs of the class of three, divided by 6 and not by 5 rows; the rows'
  /// sums are those of the battery.
  @Test func contrastiveDividesByPairs() throws {
    let trial = try mined(
      "contrastive", [[1, 0], [0, 1], [3, 4], [-1, 0], [0, -2]], [0, 0, 0, 1, 2])
    let wanted = (1.0527522367199222 + 0.9650036931718208 + 0.23782826246867347) / 6
    #expect(agree(try trial.judged().value[0], wanted, relative: 1e-12, absolute: 0))
  }

  @Test("vectors that meet or vanish leave the gradient finite", arguments: [0, 1e-30, 1, 1e4])
  func degenerate(_ size: Double) throws {
    let rows = [[size, size], [size, size], [size, size], [-size, size]]
    let partners = ["positive": matrix(rows), "negative": matrix(rows)]
    let trials = [
      try mined("triplet", rows, [0, 0, 1, 1]), try mined("contrastive", rows, [0, 0, 1, 1]),
      LossTrial(
        loss: try LossSpecification("triplet"), prediction: matrix(rows), target: .nothing,
        extras: partners),
      LossTrial(
        loss: try LossSpecification("triplet", [], [("eps", .number(0))]),
        prediction: matrix(rows), target: .nothing, extras: partners),
      LossTrial(
        loss: try LossSpecification("contrastive"), prediction: matrix(rows), target: .nothing,
        extras: ["positive": matrix(rows)]),
      LossTrial(
        loss: try LossSpecification("cosine"), prediction: matrix(rows),
        target: .values(matrix(rows))),
    ]
    for trial in trials {
      for judged in [try trial.judged(), try trial.judgedByPlan()] {
        #expect(
          (judged.value + judged.gradient).allSatisfy { $0.isFinite }, "\(trial.loss) \(judged)")
      }
    }
  }

  @Test("without classes the arrays must be there, in the shape of the predictions")
  func arrays() throws {
    var trial = LossTrial(
      loss: try LossSpecification("triplet"), prediction: matrix([[1, 2]]), target: .nothing,
      extras: ["positive": matrix([[1, 2]])])
    #expect(throws: LearningError.self) { try trial.judged() }
    trial.extras["negative"] = matrix([[1, 2, 3]])
    #expect(
      throws: LearningError.shapesDiffer("triplet", predictions: [1, 2], targets: [1, 3])
    ) { try trial.judged() }
    trial.target = .values(matrix([[1, 2]]))
    #expect(throws: LearningError.wrongTarget("triplet", expected: "classes", found: "numbers")) {
      try trial.judged()
    }
  }

  // MARK: Neighbours

  @Test func nearestNeighbourByDistanceAndByAngle() throws {
    let known = Tensor(shape: [3, 2], values: [1, 0, 0, 10, -1, -1])
    let asked = Tensor(shape: [2, 2], values: [0.5, 1, 3, 2])
    func classes(byAngle: Bool) throws -> [Float] {
      try NearestNeighbour(vectors: known, labels: [0, 1, 2], classes: 3, byAngle: byAngle)
        .scores(of: asked).values
    }
    // (0.5, 1) is nearer to (1, 0), but points more the way of (0, 10)
    #expect(try classes(byAngle: false) == [1, 0, 0, 1, 0, 0])
    #expect(try classes(byAngle: true) == [0, 1, 0, 1, 0, 0])
  }

  @Test func aRowIsNotItsOwnNeighbour() throws {
    let rows = Tensor(shape: [4, 1], values: [0, 1, 10, 12])
    let neighbours = NearestNeighbour(
      vectors: rows, labels: [0, 1, 0, 1], classes: 2, byAngle: false)
    #expect(try neighbours.scores(of: rows).values == [1, 0, 0, 1, 1, 0, 0, 1])
    #expect(
      try neighbours.scores(of: rows, leavingOutItself: true).values == [0, 1, 1, 0, 0, 1, 1, 0])
  }

  @Test func manyKnownVectorsAreThinnedEvenly() throws {
    let rows = Tensor(shape: [1001, 1], values: (0...1000).map(Float.init))
    let neighbours = NearestNeighbour(
      vectors: rows, labels: (0...1000).map { $0 < 500 ? 0 : 1 }, classes: 2, byAngle: false,
      atMost: 100)
    #expect(neighbours.count == 91)
    #expect(neighbours.total == 1001)
    let asked = Tensor(shape: [2, 1], values: [3, .nan])
    let scores = try neighbours.scores(of: asked).values
    #expect(scores[0] == 1 && scores[1] == 0)
    #expect(scores[2].isNaN && scores[3].isNaN)
  }
}
