import Tensors
import Testing

@testable import Graphs

@Suite struct PlanDescriptionTests {
  private static let names = [
    "x": "features", "y": "targets", "0.weight": "dense0.weight", "0.bias": "dense0.bias",
    "2.weight": "dense2.weight", "2.bias": "dense2.bias",
  ]

  private func describe(_ options: PlanOptions) throws -> (PlanDescription, Plan) {
    let training = try Training(rows: 20, seed: 5)
    let plan = try training.plan(try training.store(), options)
    return (plan.description(names: Self.names), plan)
  }

  /// Whatever the passes, each parameter and each moment of Adam is written by exactly one step.
  @Test(arguments: OptionSet.all, [1, 2])
  func everyParameterHasItsUpdate(_ passes: PlanOptions, _ threads: Int) throws {
    var options = passes
    options.threads = threads
    let (description, plan) = try describe(options)
    let stored = ["0.weight", "0.bias", "2.weight", "2.bias"].flatMap {
      [$0, $0 + ".m", $0 + ".v"]
    }
    #expect(description.steps.flatMap(\.updated).sorted() == stored.sorted(), "\(options)")
    #expect(description.steps.count == plan.blueprint.tasks.count)
    #expect(description.phases.map(\.count) == plan.blueprint.phases.map(\.count))
    #expect(Set(description.passes) == options.passes)
    #expect(description.threads == threads)
    #expect(description.rows == 20)
  }

  /// The steps of the classifier, as somebody who knows backpropagation would list them.
  @Test func stepsInWords() throws {
    let (description, _) = try describe(PlanOptions(threads: 1))
    let words = Set(description.steps.map { "\($0.action)  \($0.subject)" })
    let expected: Set<String> = [
      "gather  targets", "product  features x dense0.weight, bias, relu",
      "product  dense0 x dense2.weight, bias",
      "softmax cross-entropy  dense2: losses and slope", "product  gradient of dense2.weight",
      "product  slope x dense2.weight", "product  gradient of dense0.weight",
      "sum  gradient of dense0.bias", "sum  gradient of dense2.bias", "adam  dense0.weight",
      "adam  dense0.bias", "adam  dense2.weight", "adam  dense2.bias",
    ]
    #expect(words.isSuperset(of: expected), "missing: \(expected.subtracting(words)) of \(words)")
  }

  /// features [20, 6] times weight [8, 6] transposed plus bias [8]: 120 + 48 + 8 numbers read, 160
  /// written, 4 bytes each, and 20 · 8 · 6 multiplications with as many additions.
  @Test(arguments: [1, 2]) func bytesAndOperations(_ threads: Int) throws {
    let (description, _) = try describe(PlanOptions(threads: threads))
    let product = try #require(
      description.steps.first { $0.subject.hasPrefix("features x dense0.weight") })
    #expect(product.shape == [20, 8])
    #expect(product.bytesMoved == 4 * (120 + 48 + 8 + 160))
    #expect(product.bytesHeld == 4 * 160)
    #expect(product.operations == 2 * 20 * 8 * 6)
    let adam = try #require(description.steps.first { $0.subject == "dense0.weight" })
    // Gradient, weight and two moments of 48 numbers are read, the last three written, beside two
    // scalars.
    #expect(adam.bytesMoved == 4 * (7 * 48 + 2))
    #expect(adam.bytesHeld == 0)
  }

  @Test func memoryWithAndWithoutReuse() throws {
    let (reusing, _) = try describe(PlanOptions(threads: 1))
    let (plain, _) = try describe(.plain)
    #expect(reusing.arenaBytes < reusing.arenaBytesWithoutReuse)
    #expect(plain.arenaBytes == plain.arenaBytesWithoutReuse)
  }

  /// Forecasts are numbers, and those of the steps fit into that of the run.
  @Test(arguments: [1, 2]) func estimates(_ threads: Int) throws {
    let (description, _) = try describe(PlanOptions(threads: threads))
    #expect(description.steps.allSatisfy { $0.estimate > 0 && $0.estimate.isFinite })
    let sum = description.steps.reduce(0) { $0 + $1.estimate }
    #expect(sum <= description.estimate * 1.000001)
    #expect((description.barrierEstimate > 0) == (threads > 1))
  }

  /// More of the same work is forecast to take longer, of every kind there is here.
  @Test func estimatesGrow() throws {
    func times(_ rows: Int) throws -> [String: Double] {
      let training = try Training(rows: rows, seed: 5)
      let plan = try training.plan(try training.store(), PlanOptions(threads: 1))
      return Dictionary(
        plan.description(names: Self.names).steps.filter { $0.kind != .update }.map {
          ("\($0.action) \($0.subject)", $0.estimate)
        }, uniquingKeysWith: +)
    }
    let (few, many) = (try times(20), try times(2000))
    for (step, time) in few where !step.contains("scalars") && !step.contains("loss") {
      #expect(try #require(many[step], "\(step)") > time, "\(step)")
    }
  }
}

@Suite struct PlanMeasuringTests {
  /// A run with clocks computes what a run without computes, bit for bit, weights and all.
  @Test(arguments: [1, 2]) func clocksChangeNothing(_ threads: Int) throws {
    func train(measured: Bool) throws -> (weights: [Tensor], losses: [Double]) {
      var draw = Draw(seed: 3)
      var training = try Training(rows: 20, seed: 5, dropout: 0.2)
      training.bindings.values["x"] = draw.array([20, 6], -1...1).rounded
      training.bindings.indices["y"] = (0..<20).map { _ in draw.integer(0...2) }
      let store = try training.store()
      let plan = try training.plan(store, PlanOptions(threads: threads))
      var losses: [Double] = []
      for step in 1...20 {
        training.begin(step: step)
        try plan.feed(training.bindings)
        if measured { _ = try plan.measure() } else { try plan.run() }
        losses.append(try plan.number("loss"))
      }
      return (try (store.parameters + store.states).map { try store.tensor($0.name) }, losses)
    }
    let (plain, measured) = (try train(measured: false), try train(measured: true))
    #expect(plain.losses == measured.losses)
    #expect(plain.weights == measured.weights)
  }

  /// Every step and barrier has a time for each thread, and together they are the run.
  @Test(arguments: [1, 2]) func timesAddUp(_ threads: Int) throws {
    var training = try Training(rows: 20, seed: 5)
    training.bindings.values["x"] = DoubleArray(shape: [20, 6], repeating: 0.5)
    training.bindings.indices["y"] = [Int](repeating: 1, count: 20)
    let plan = try training.plan(try training.store(), PlanOptions(threads: threads))
    training.begin(step: 1)
    try plan.feed(training.bindings)
    let times = try plan.measure()
    #expect(times.steps.count == plan.description().steps.count)
    #expect(times.barriers.count == (threads == 1 ? 0 : plan.description().phases.count - 1))
    #expect((times.steps + times.barriers).allSatisfy { $0.count == threads })
    #expect((times.steps + times.barriers).joined().allSatisfy { $0 >= 0 && $0.isFinite })
    #expect(abs(times.sum - times.wall) <= 1e-6 * times.wall)
    #expect(times.work.count == threads)
    #expect(times.sum > 0)
  }

  /// Unfed plans are refused as by `run`.
  @Test func refusesWhatRunRefuses() throws {
    let training = try Training(rows: 4, seed: 1)
    let plan = try training.plan(try training.store(), PlanOptions())
    #expect(throws: GraphError.notFed(kind: "input", name: "x")) { try plan.measure() }
  }

  /// By hand: the medians of (1, 5, 3), of (10, 30, 20, 40) and so on, number by number.
  @Test func medians() throws {
    func run(_ a: Double, _ b: Double, _ barrier: Double, _ wall: Double) -> PlanTimes {
      PlanTimes(steps: [[a, b]], barriers: [[barrier, 0]], wall: wall)
    }
    let odd = try #require(
      PlanTimes.median(of: [run(1, 7, 2, 9), run(5, 8, 1, 30), run(3, 9, 3, 12)]))
    #expect(odd == run(3, 8, 2, 12))
    // Means over the threads: 5.5 for the step, 1 for the barrier; 5.5 of 12 are left.
    #expect(odd.step(0) == 5.5)
    #expect(odd.barrier(0) == 1)
    #expect(odd.waking == 5.5)
    #expect(odd.sum == 12)
    let even = try #require(
      PlanTimes.median(of: [10, 30, 20, 40].map { run($0, $0, $0, $0) }))
    #expect(even == run(25, 25, 25, 25))
    #expect(PlanTimes.median(of: []) == nil)
  }
}
