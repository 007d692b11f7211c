import Learning
import Tensors
import Testing

@testable import Benchmarks

@Suite("A trial inside the process")
struct TrialTests {
  @Test("accepts a fit that learned, and nothing else")
  func checking() throws {
    let trial = try NetworkTrial(
      rows: 300, width: 20, hidden: [16], pool: WorkerPool(threads: 1))
    #expect(trial.steps == 5)
    let fit = try trial.fit(epochs: 30)
    try trial.check(fit, epochs: 30)
    #expect(throws: BenchmarkFailure.self) { try trial.check(fit, epochs: 31) }
    let idle = try trial.fit(epochs: 0)
    #expect(throws: BenchmarkFailure.self) { try trial.check(idle, epochs: 0) }
  }

  @Test("reckons by hand what a network costs")
  func plainLoss() {
    // One layer, one input 2: scores 2 · 1 + 0 and 2 · −1 + 1, so 2 and −1; −log softmax of the
    // second is log(1 + e³) = 3.048587.
    let network = PlainNetwork([
      "0.weight": Tensor(shape: [2, 1], values: [1, -1]),
      "0.bias": Tensor(shape: [2], values: [0, 1]),
    ])
    let data = TrainingData(
      features: Tensor(shape: [1, 1], values: [2]),
      target: .classes([1], names: ["a", "b"]))
    #expect(abs(network.loss(on: data) - 3.048587) < 1e-6)
  }

  @Test("watches every step")
  func watching() throws {
    let trial = try NetworkTrial(
      rows: 128, width: 10, hidden: [4], pool: WorkerPool(threads: 1))
    let watch = StepWatch(steps: 4)
    watch.start()
    _ = try trial.fit(epochs: 2, hooks: watch.hooks)
    #expect(watch.seconds(0..<4).allSatisfy { $0 > 0 })
  }

  @Test("trains on classes that its rows decide")
  func rows() {
    var generator = RowGenerator(width: 25)
    let (features, classes) = generator.rows(50)
    // The class is the block of two features with the largest sum; the last five count nowhere.
    for row in 0..<50 {
      let sums = (0..<10).map { features[row * 25 + 2 * $0] + features[row * 25 + 2 * $0 + 1] }
      #expect(sums[Int(classes[row])] == sums.max())
    }
    var again = RowGenerator(width: 25)
    #expect(again.rows(50).features == features)
  }
}
