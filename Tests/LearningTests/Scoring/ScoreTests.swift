import Glibc
import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("Scores of given predictions")
struct ScoreTests {
  @Test("axes go and come back", arguments: 0..<20)
  func axes(_ seed: Int) {
    var random = RandomGenerator(seed: UInt64(seed))
    let rank = 1 + random.integer(below: 4)
    let sizes = (0..<rank).map { _ in 1 + random.integer(below: 4) }
    var order = Array(0..<rank)
    for index in order.indices { order.swapAt(index, random.integer(below: rank)) }
    let array = DoubleArray(
      shape: Shape(sizes), values: (0..<sizes.reduce(1, *)).map(Double.init))
    let moved = array.transposed(order)
    #expect(moved.shape.dimensions == order.map { sizes[$0] }, "seed \(seed)")
    #expect(moved.transposed(inverse(order)) == array, "seed \(seed): \(order)")
    // The element at a place by both reckonings.
    let place = sizes.map { random.integer(below: $0) }
    let flat = zip(place, sizes).reduce(0) { $0 * $1.1 + $1.0 }
    let there = order.reduce(0) { $0 * sizes[$1] + place[$1] }
    #expect(moved.values[there] == array.values[flat], "seed \(seed): \(place)")
  }

  @Test("time, batch, class become batch, time, class")
  func layout() throws {
    let array = DoubleArray(shape: [2, 1, 2], values: [1, 2, 3, 4])
    let lying = try #require(
      ScoreArrangement(array.shape, LossLayout("time,batch,class"), isSingle: false))
    #expect(lying.inside == [1, 2, 2])
    #expect(lying.outward(lying.inward(array)) == array)
    #expect(ScoreArrangement([2, 2], LossLayout("time,batch,class"), isSingle: false) == nil)
    let single = try #require(
      ScoreArrangement([2, 2], LossLayout("time,batch,class"), isSingle: true))
    #expect(single.inside == [1, 2, 2])
  }

  @Test("derivatives are by the parameter as the formula has it, not as it is stored")
  func parameters() {
    // σ(0.3) has the slope σ (1 − σ), so a derivative of 1 by what is stored is its reciprocal.
    let sigmoid = { @Sendable (x: Double) in 1 / (1 + Glibc.exp(-x)) }
    let parameter = LearnedParameter("alpha", "", initial: 0.3, shown: sigmoid)
    let scored = ScoredParameter(parameter, count: 2, derivatives: [1, -2])
    let slope = sigmoid(0.3) * (1 - sigmoid(0.3))
    #expect(scored.values == [sigmoid(0.3), sigmoid(0.3)])
    #expect(agree(scored.gradient[0], 1 / slope, relative: 1e-11, absolute: 0))
    #expect(agree(scored.gradient[1], -2 / slope, relative: 1e-11, absolute: 0))
  }

  @Test("weights count as repeated rows do, in every reduction", arguments: Reduction.allCases)
  func weights(_ reduction: Reduction) throws {
    let loss = try LossSpecification("huber")
    let twice = ScoreInput(
      predictions: DoubleArray(shape: [3, 1], values: [1, 1, 4]),
      targets: .numbers(DoubleArray(shape: [3, 1], values: [0.5, 0.5, 1])))
    let weighted = ScoreInput(
      predictions: DoubleArray(shape: [2, 1], values: [1, 4]),
      targets: .numbers(DoubleArray(shape: [2, 1], values: [0.5, 1])),
      weights: DoubleArray(shape: [2], values: [2, 1]))
    let a = try loss.score(twice, reduction: reduction)
    let b = try loss.score(weighted, reduction: reduction)
    #expect(agree(a.value.total, b.value.total, relative: 1e-14, absolute: 0))
    #expect(agree(a.gradient.values[0] * 2, b.gradient.values[0], relative: 1e-14, absolute: 0))
    #expect(agree(a.gradient.values[2], b.gradient.values[1], relative: 1e-14, absolute: 0))
  }

  @Test("rows that weigh nothing have the mean 0")
  func nothing() throws {
    let score = try LossSpecification("mse").score(
      ScoreInput(
        predictions: DoubleArray(shape: [1], values: [3]),
        targets: .numbers(DoubleArray(shape: [1], values: [1])),
        weights: DoubleArray(shape: [1], values: [0])))
    #expect(score.value.values == [0])
    #expect(score.gradient.values == [0])
  }
}

extension DoubleArray {
  /// The sum of all elements.
  fileprivate var total: Double { values.reduce(0, +) }
}
