import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("Checking gradients")
struct GradientCheckTests {
  /// Three classes and two numbers a row, decided by a seed.
  private static func rows(_ count: Int, seed: UInt64) -> (features: Tensor, labels: [Int32]) {
    var generator = RandomGenerator(seed: seed)
    let features = (0..<2 * count).map { _ in Float(generator.normal()) }
    return (
      Tensor(shape: [count, 2], values: features),
      (0..<count).map { _ in Int32(generator.integer(below: 3)) }
    )
  }

  private static func classes(_ count: Int, seed: UInt64) -> TrainingData {
    let (features, labels) = rows(count, seed: seed)
    return TrainingData(features: features, target: .classes(labels, names: ["a", "b", "c"]))
  }

  private static func numbers(_ count: Int, seed: UInt64) -> TrainingData {
    let (features, labels) = rows(count, seed: seed)
    let target = Tensor(shape: [count, 1], values: labels.map { Float($0) / 2 })
    return TrainingData(features: features, target: .numbers(target))
  }

  /// A loss whose graph has half of its gradient: p · p with the second p held.
  private static let halved = LossDefinition(
    Declaration("halved", .loss, "A square with half of its gradient."), task: .own,
    guide: LossGuide(targets: "", useWhen: "", avoidWhen: ""), targets: [.numbers],
    meanDividesBy: "the number of values",
    formula: { LossTerms(try $0.prediction * stopGradient($0.prediction)) })

  @Test(
    "finds every loss right where it can be computed", arguments: LossDefinition.all.map(\.name),
    [1, 2, 3] as [UInt64])
  func losses(_ name: String, seed: UInt64) throws {
    let loss = try LossSpecification(name)
    let kinds = loss.definition.targets
    let isOfClasses = kinds.contains(.classes) || kinds.contains(.distributions)
    let data = isOfClasses ? Self.classes(12, seed: seed) : Self.numbers(12, seed: seed)
    guard let predictions = loss.seededPredictions(for: data, seed: seed),
      (try? loss.prepare(data)) != nil,
      loss.definition.extras.allSatisfy({ !$0.isRequired }), name != "gaussian_nll"
    else { return }
    let check = try loss.checkGradient(on: data, predictions: predictions, seed: seed)
    let worst = try #require(check.arrays.worst)
    #expect(worst.slope.difference <= gradientTolerance, "seed \(seed): \(worst)")
    #expect(check.arrays.allSatisfy { $0.checked == min(40, $0.count) })
  }

  @Test("finds a gradient that is half of what it should be")
  func half() throws {
    let loss = try LossSpecification(Self.halved)
    let data = Self.numbers(6, seed: 4)
    let predictions = try #require(loss.seededPredictions(for: data, seed: 4))
    let check = try loss.checkGradient(on: data, predictions: predictions, seed: 4)
    let worst = try #require(check.arrays.worst)
    #expect(abs(worst.slope.difference - 0.5) < 1e-3)
    #expect(worst.array == "predictions" && worst.slope.place.count == 2)
    #expect(abs(worst.slope.numeric / worst.slope.analytic - 2) < 1e-3)
  }

  private static func network(_ layers: [(String, [OptionValue])]) throws -> Network {
    try NetworkSpecification(layers.map { try Specification($0.0, $0.1) }).resolve(input: [2])
  }

  @Test("finds the layers of a network right, with dropout and penalties")
  func layers() throws {
    let network = try Self.network([
      ("dense", [.number(4)]), ("tanh", []), ("dropout", [.number(0.3)]), ("dense", [.number(3)]),
    ])
    let objective = Objective(
      loss: try LossSpecification("cross_entropy"),
      penalties: [try PenaltySpecification("l2", [.number(0.1)])])
    let layers = try objective.checkGradient(
      of: network, weights: network.initialWeights(seed: 5), on: Self.classes(8, seed: 5), seed: 5)
    #expect(layers.map(\.layer) == [0, 3])
    for layer in layers {
      #expect(layer.arrays.count == 2)
      #expect(try #require(layer.arrays.worst).slope.difference <= gradientTolerance)
      #expect(layer.planDifference <= 1e-5)
    }
  }

  @Test("finds what a loss learns right, and a halved gradient in every layer")
  func learned() throws {
    let network = try Self.network([("dense", [.number(3)]), ("tanh", []), ("dense", [.number(1)])])
    let data = Self.numbers(8, seed: 6)
    func check(_ loss: LossSpecification) throws -> [LayerGradientCheck] {
      try Objective(loss: loss).checkGradient(
        of: network, weights: network.initialWeights(seed: 6), on: data, seed: 6)
    }
    let adaptive = try check(LossSpecification("adaptive"))
    #expect(adaptive.map(\.layer) == [0, 2, nil])
    #expect(adaptive.allSatisfy { ($0.arrays.worst?.slope.difference ?? 1) <= gradientTolerance })
    let halved = try check(LossSpecification(Self.halved))
    #expect(halved.allSatisfy { abs(($0.arrays.worst?.slope.difference ?? 0) - 0.5) < 1e-2 })
  }

  @Test("samples without repeating")
  func sample() {
    var generator = RandomGenerator(seed: 1)
    #expect(generator.sample(5, below: 3) == [0, 1, 2])
    let some = generator.sample(10, below: 1000)
    #expect(Set(some).count == 10 && some == some.sorted())
    #expect(generator.sample(3, below: 0).isEmpty)
  }
}
