import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("Every loss")
struct LossBatteryTests {
  static let indices = Array(LossExample.all.indices)

  @Test("is in the battery")
  func coverage() {
    let covered = Set(LossExample.all.map(\.name))
    #expect(Set(LossDefinition.all.map(\.name)).subtracting(covered).isEmpty)
  }

  @Test("has the values worked out by hand", arguments: indices)
  func handValues(_ index: Int) throws {
    let example = LossExample.all[index]
    var trial = try example.trial()
    trial.reduction = .none
    for (found, wanted) in zip(try trial.judged().value, example.values) {
      #expect(
        agree(found, wanted, relative: example.accuracy, absolute: 1e-14),
        "\(found), not \(wanted)")
    }
  }

  @Test("has the gradient of its finite differences", arguments: indices, [1, 2, 3] as [UInt64])
  func gradient(_ index: Int, seed: UInt64) throws {
    let example = LossExample.all[index]
    var generator = RandomGenerator(seed: seed)
    let rows = example.randomPrediction(&generator)
    for reduction in Reduction.allCases {
      var trial = try example.trial(prediction: rows)
      trial.reduction = reduction
      trial.rowWeights = rows.map { _ in 0.5 + generator.uniform() }
      try expectGradient(trial, "\(example.name) seed \(seed) \(reduction)")
    }
  }

  @Test("has no gradient at its minimum", arguments: indices)
  func minimum(_ index: Int) throws {
    let example = LossExample.all[index]
    guard let minimum = example.minimum else { return }
    for slope in try example.trial(prediction: minimum).judged().gradient {
      #expect(slope.magnitude < 1e-12)
    }
  }

  @Test("stays finite at the edges", arguments: indices, [-1e4, -40, 0, 40, 1e4])
  func extremes(_ index: Int, size: Double) throws {
    let example = LossExample.all[index]
    let columns = example.prediction[0].count
    for corner in 0..<columns {
      let edge = example.isProbability ? (size > 0 ? 1.0 : 0.0) : size
      let row = (0..<columns).map { $0 == corner ? edge : 0 }
      let judged = try example.trial(prediction: example.prediction.map { _ in row }).judged()
      guard edge <= example.largest else {
        #expect(judged.value == [.infinity], "\(example.name) at \(row)")
        continue
      }
      #expect(
        (judged.value + judged.gradient).allSatisfy { $0.isFinite }, "\(example.name) at \(row)")
    }
  }

  @Test("takes a batch of one", arguments: indices)
  func single(_ index: Int) throws {
    let example = LossExample.all[index]
    var trial = try example.trial(choosing: [0])
    trial.reduction = .sum
    let columns = example.values.count / example.prediction.count
    // Without others a row of a coupled loss has nothing to be told from.
    let wanted = example.isCoupled == nil ? example.values.prefix(columns).reduce(0, +) : 0
    #expect(agree(try trial.judged().value[0], wanted, relative: example.accuracy, absolute: 1e-14))
  }

  @Test("counts a row of weight 2 like two rows", arguments: indices)
  func weights(_ index: Int) throws {
    let example = LossExample.all[index]
    guard example.isCoupled == nil else { return }
    for reduction in [Reduction.mean, .sum] {
      var weighted = try example.trial()
      weighted.reduction = reduction
      weighted.rowWeights = example.prediction.indices.map { $0 == 0 ? 2 : 1 }
      var doubled = try example.trial(choosing: [0] + example.prediction.indices)
      doubled.reduction = reduction
      let (a, b) = (try weighted.judged().value[0], try doubled.judged().value[0])
      #expect(agree(a, b, relative: 1e-12, absolute: 1e-14), "\(example.name) \(reduction)")
    }
  }

  @Test("is 0, not 0 / 0, when no row counts", arguments: indices)
  func nothingCounts(_ index: Int) throws {
    var trial = try LossExample.all[index].trial()
    trial.rowWeights = trial.prediction.values.prefix(trial.prediction.shape[0]).map { _ in 0 }
    let judged = try trial.judged()
    #expect(judged.value == [0])
    #expect(judged.gradient.allSatisfy { $0 == 0 })
  }

  @Test(
    "refuses predictions and targets of different shapes", arguments: LossDefinition.all.indices)
  func shapes(_ index: Int) throws {
    let loss = try LossSpecification(LossDefinition.all[index])
    if case .any = loss.definition.outputs(loss.options) { return }
    let inputs = LossInputs(
      prediction: .input("p", [4, 1]), target: .values(.input("y", [4])), options: loss.options)
    #expect(
      throws: LearningError.shapesDiffer(loss.name, predictions: [4, 1], targets: [4])
    ) { try loss.definition.terms(inputs) }
  }
}

/// Compares a gradient with central differences of step 1e-5, in double precision.
func expectGradient(_ trial: LossTrial, _ what: String) throws {
  let gradient = try trial.judged().gradient
  let step = 1e-5
  for element in trial.prediction.values.indices {
    var (above, below) = (trial, trial)
    above.prediction.values[element] += step
    below.prediction.values[element] -= step
    let rise = try above.judged().value.reduce(0, +) - below.judged().value.reduce(0, +)
    let found = gradient[element]
    #expect(
      agree(found, rise / (2 * step), relative: 1e-5, absolute: 1e-7),
      "\(what), element \(element): \(found), not \(rise / (2 * step))")
  }
}
