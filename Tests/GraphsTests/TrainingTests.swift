import Glibc
import Tensors
import Testing

@testable import Graphs

/// A small classifier with its Adam updates, as the learning room builds them.
struct Training {
  let loss: Expression
  let updates: [(target: Expression, value: Expression)]
  var bindings = Bindings()

  /// 6 inputs, 8 hidden, 3 classes; `rows` a batch.
  init(rows: Int, seed: UInt64, dropout: Double = 0) throws {
    var draw = Draw(seed: seed)
    let x = Expression.input("x", [rows, 6])
    let shapes: [(String, Shape)] = [
      ("0.weight", [8, 6]), ("0.bias", [8]), ("2.weight", [3, 8]), ("2.bias", [3]),
    ]
    let parameters = shapes.map { Expression.parameter($0, $1) }
    var h = try relu(addBias(matmul(x, parameters[0], transposeB: true), parameters[1]))
    h = try h * dropoutMask(like: h, rate: dropout, stream: 1)
    let logits = try addBias(matmul(h, parameters[2], transposeB: true), parameters[3])
    loss = try mean(softmaxCrossEntropy(logits, indices: .indices("y", rows: rows)))
    let slopes = try gradients(of: loss, withRespectTo: parameters)
    updates = try zip(parameters, slopes).flatMap { try Training.adam($0, $1) }
    for (name, shape) in shapes {
      bindings.values[name] = draw.array(shape, -0.5...0.5).rounded
      bindings.values[name + ".m"] = DoubleArray(shape: shape, repeating: 0)
      bindings.values[name + ".v"] = DoubleArray(shape: shape, repeating: 0)
    }
  }

  /// Kingma and Ba, "Adam: a method for stochastic optimization" (2015), algorithm 1.
  private static func adam(_ w: Expression, _ g: Expression) throws
    -> [(target: Expression, value: Expression)]
  {
    let name = w.node.name ?? ""
    let (m, v) = (Expression.state(name + ".m", w.shape), Expression.state(name + ".v", w.shape))
    let m2 = try 0.9 * m + 0.1 * g
    let v2 = try 0.999 * v + 0.001 * square(g)
    let step = try .scalar("rate") * (m2 / (sqrt(v2) * .scalar("rescale") + 1e-8))
    return [(m, m2), (v, v2), (w, try w - step)]
  }

  /// Sets what changes from step to step.
  mutating func begin(step: Int) {
    bindings.values["rate"] = DoubleArray(0.01 / (1 - pow(0.9, Double(step))))
    bindings.values["rescale"] = DoubleArray(1 / (1 - pow(0.999, Double(step))).squareRoot())
    bindings.step = UInt64(step)
  }

  /// The loss before each of `steps` full-batch steps, and the final values, by the oracle.
  mutating func oracle(steps: Int) throws -> [Double] {
    try (1...steps).map { step in
      begin(step: step)
      let results = try Evaluator().evaluate(
        [loss] + updates.map(\.value), feeding: bindings)
      for (update, value) in zip(updates, results.dropFirst()) {
        bindings.values[update.target.node.name ?? ""] = value
      }
      return results[0].values[0]
    }
  }

  func plan(_ store: ParameterStore, _ options: PlanOptions) throws -> Plan {
    try Plan(
      outputs: [("loss", loss)], updates: updates, store: store, pool: pair, options: options)
  }

  func store() throws -> ParameterStore {
    let store = try ParameterStore(for: [loss] + updates.flatMap { [$0.target, $0.value] })
    try store.fill(bindings)
    return store
  }
}

@Suite struct TrainingTests {
  private static let rows = 20
  private static let data = {
    var draw = Draw(seed: 3)
    return (
      x: draw.array([rows, 6], -1...1).rounded, y: (0..<rows).map { _ in draw.integer(0...2) }
    )
  }()

  private func options(_ threads: Int) -> PlanOptions {
    PlanOptions(threads: threads)
  }

  @Test(arguments: [1, 2], [0, 0.25]) func fiftyStepsOfAdamFollowTheOracle(
    _ threads: Int, _ dropout: Double
  ) throws {
    var training = try Training(rows: Self.rows, seed: 5, dropout: dropout)
    training.bindings.values["x"] = Self.data.x
    training.bindings.indices["y"] = Self.data.y
    let store = try training.store()
    let plan = try training.plan(store, options(threads))
    var stepped = training
    var losses: [Double] = []
    for step in 1...50 {
      stepped.begin(step: step)
      try plan.feed(stepped.bindings)
      try plan.run()
      losses.append(try plan.number("loss"))
    }
    let expected = try training.oracle(steps: 50)
    #expect(expected[49] < expected[0] * 0.8)
    for (found, wanted) in zip(losses, expected) { #expect(abs(found - wanted) < 1e-4) }
    for (name, _) in store.parameters {
      let wanted = try #require(training.bindings.values[name])
      #expect(relativeDifference(try store.tensor(name), wanted) < 2e-4, "\(name)")
    }
  }

  /// Same thread count, same bits; and all passes of one compilation train alike.
  @Test(arguments: [1, 2]) func repeatedTrainingGivesTheSameBits(_ threads: Int) throws {
    func train(_ options: PlanOptions) throws -> Tensor {
      var training = try Training(rows: Self.rows, seed: 5, dropout: 0.2)
      training.bindings.values["x"] = Self.data.x
      training.bindings.indices["y"] = Self.data.y
      let store = try training.store()
      let plan = try training.plan(store, options)
      for step in 1...20 {
        training.begin(step: step)
        try plan.feed(training.bindings)
        try plan.run()
      }
      return try store.tensor("0.weight")
    }
    let (reference, again) = try steadily {
      (try train(options(threads)), try train(options(threads)))
    }
    #expect(again == reference)
    for var options in OptionSet.all {
      options.threads = threads
      let other = try train(options)
      let wanted = DoubleArray(shape: reference.shape, values: reference.values.map(Double.init))
      #expect(relativeDifference(other, wanted) < 1e-3, "\(options)")
    }
  }

  /// Batches gathered in a given order from bound sources equal the same batches fed by hand, last
  /// short batch included, through plans that share a store.
  @Test(arguments: [1, 2]) func gatheredBatchesEqualFedOnes(_ threads: Int) throws {
    let order = [7, 3, 19, 0, 11, 5, 2, 18, 9, 4, 1, 6].map(Int32.init)
    let batches = [(first: 0, rows: 5), (first: 5, rows: 5), (first: 10, rows: 2)]
    func train(gathering: Bool) throws -> Tensor {
      var whole = try Training(rows: 5, seed: 8)
      var short = try Training(rows: 2, seed: 8)
      let store = try whole.store()
      let plans = [
        5: try whole.plan(store, options(threads)), 2: try short.plan(store, options(threads)),
      ]
      for (step, batch) in batches.enumerated() {
        let plan = try #require(plans[batch.rows])
        let rows = order[batch.first..<batch.first + batch.rows].map(Int.init)
        whole.begin(step: step + 1)
        short.begin(step: step + 1)
        whole.bindings.values["x"] = DoubleArray(
          shape: [batch.rows, 6], values: rows.flatMap { Self.data.x.row($0) })
        whole.bindings.indices["y"] = rows.map { Self.data.y[$0] }
        try plan.feed(whole.bindings)
        if gathering {
          try plan.bindRows("x", to: Self.data.x.tensor)
          try plan.bindRows("y", to: Self.data.y.map(Int32.init))
          try plan.setRowOrder(order)
          try plan.run(firstRow: batch.first)
        } else {
          try plan.run()
        }
      }
      return try store.tensor("0.weight")
    }
    #expect(try train(gathering: true) == train(gathering: false))
  }

  /// The formula of Adam is recognised, all four times, and only if it may write in place.
  @Test func adamIsRecognised() throws {
    let training = try Training(rows: Self.rows, seed: 5)
    let plan = try training.plan(try training.store(), options(1))
    #expect(plan.blueprint.adams.count == 4)
    var elsewhere = options(1)
    elsewhere.passes.remove(.updateInPlace)
    #expect(try training.plan(try training.store(), elsewhere).blueprint.adams.isEmpty)
  }

  /// A momentum that nothing feeds any more fades to zero; subnormal numbers, with which every step
  /// would be slow, count as zero in updates. (0.9 times the smallest of them rounds to itself.)
  @Test func fadingStatesEndAtZero() throws {
    let m = Expression.state("m", [40])
    let store = try ParameterStore(for: [m])
    let plan = try Plan(outputs: [], updates: [(m, try 0.9 * m)], store: store, pool: pair)
    try store.set("m", Tensor(shape: [40], values: Array(repeating: 1, count: 40)))
    for _ in 0..<1000 { try plan.run() }
    #expect(try store.tensor("m").values == Array(repeating: 0, count: 40))
  }

  /// How many tasks of one kind a step of training takes.
  private func tasks(
    of training: Training, _ options: PlanOptions, where isCounted: (PlanTask.Kind) -> Bool
  ) throws -> Int {
    try training.plan(try training.store(), options).blueprint.tasks.filter {
      isCounted($0.kind)
    }.count
  }

  /// Weights lie column by column; with the pass that knows it, nothing is transposed in a step.
  @Test func nothingIsTransposed() throws {
    let training = try Training(rows: Self.rows, seed: 5)
    func transpositions(_ options: PlanOptions) throws -> Int {
      try tasks(of: training, options) { if case .transposition = $0 { true } else { false } }
    }
    #expect(try transpositions(PlanOptions()) == 0)
    #expect(try transpositions(.without(.cancelTranspositions)) > 0)
  }

  /// Cross-entropy and its gradient come from one call of the kernel.
  @Test func lossesComeBesideTheirGradient() throws {
    let training = try Training(rows: Self.rows, seed: 5)
    func calls(_ options: PlanOptions) throws -> Int {
      try tasks(of: training, options) { if case .rows = $0 { true } else { false } }
    }
    #expect(try calls(PlanOptions()) == 1)
    #expect(try calls(.without(.shareLosses)) == 2)
  }

  /// A step of the classifier needs one barrier: rows of the batch, then rows of the parameters.
  @Test func oneBarrierAStep() throws {
    let training = try Training(rows: Self.rows, seed: 5)
    #expect(try training.plan(try training.store(), options(2)).blueprint.phases.count == 2)
  }

  /// Steps are plain memory: going through them counts no references and allocates nothing.
  @Test func stepsArePlainMemory() {
    #expect(_isPOD(Step.self))
  }
}

@Suite struct PlanErrors {
  @Test func badFeedsAndNamesThrow() throws {
    let training = try Training(rows: 4, seed: 1)
    let plan = try training.plan(try training.store(), PlanOptions())
    #expect(throws: GraphError.notFed(kind: "input", name: "x")) { try plan.run() }
    #expect(throws: GraphError.fedShape(name: "x", expected: [4, 6], found: [4, 5])) {
      try plan.setInput("x", Tensor(shape: [4, 5]))
    }
    #expect(throws: GraphError.fedShape(name: "x", expected: [4, 6], found: [9, 5])) {
      try plan.bindRows("x", to: Tensor(shape: [9, 5]))
    }
    #expect(throws: GraphError.indexOutOfRange(name: "y", row: 1, index: 3, classes: 3)) {
      try plan.setIndices("y", [0, 3, 1, 1])
    }
    #expect(throws: GraphError.unknownName(kind: "input", name: "z", known: ["x"])) {
      try plan.setInput("z", Tensor(shape: [4, 6]))
    }
    #expect(throws: GraphError.unknownName(kind: "output", name: "z", known: ["loss"])) {
      try plan.number("z")
    }
  }

  @Test func rowsOutsideTheSourceThrow() throws {
    let training = try Training(rows: 4, seed: 1)
    let plan = try training.plan(try training.store(), PlanOptions())
    for name in plan.scalarNames { plan.setScalar(name, 1) }
    try plan.bindRows("x", to: Tensor(shape: [6, 6]))
    try plan.bindRows("y", to: [0, 1, 2, 0, 1, 2])
    try plan.run(firstRow: 2)
    #expect(throws: GraphError.rowOutOfRange(name: "x", row: 6, rows: 6)) {
      try plan.run(firstRow: 3)
    }
    #expect(throws: GraphError.rowOutOfRange(name: "x", row: 6, rows: 6)) {
      try plan.setRowOrder([0, 6, 1, 2])
    }
    #expect(throws: GraphError.self) { try plan.run(firstRow: -1) }
  }

  @Test func onlyParametersAndStatesAreUpdated() throws {
    let x = Expression.input("x", [2])
    let w = Expression.parameter("w", [2])
    let store = try ParameterStore(for: [w])
    #expect(throws: GraphError.notUpdatable(found: "input \"x\" [2]")) {
      try Plan(outputs: [], updates: [(x, w)], store: store)
    }
    #expect(throws: GraphError.updatedTwice(name: "w")) {
      try Plan(outputs: [], updates: [(w, w), (w, w)], store: store)
    }
    #expect(throws: GraphError.self) {
      try Plan(outputs: [("p", .parameter("other", [2]))], store: store)
    }
    #expect(throws: GraphError.self) {
      try Plan(outputs: [("p", w), ("q", .parameter("w", [3]))], store: store)
    }
  }

  /// Two updates that need each other's old value: neither may see the other's new one.
  @Test(arguments: [1, 2]) func updatesSeeOldValuesOnly(_ threads: Int) throws {
    let (a, b) = (Expression.parameter("a", [40]), Expression.parameter("b", [40]))
    let s = Expression.parameter("s", [])
    let store = try ParameterStore(for: [a, b, s])
    let options = PlanOptions(threads: threads)
    let plan = try Plan(
      outputs: [("old", a)],
      updates: [(a, try a + 2 * b + sum(b)), (b, try a - b), (s, try s + sum(a))], store: store,
      pool: pair, options: options)
    try store.set("a", Tensor(shape: [40], values: (0..<40).map(Float.init)))
    try store.set("b", Tensor(shape: [40], values: Array(repeating: 3, count: 40)))
    try plan.run()
    #expect(try store.tensor("a").values == (0..<40).map { Float($0) + 126 })
    #expect(try store.tensor("b").values == (0..<40).map { Float($0) - 3 })
    #expect(try store.tensor("s").values == [780])
    #expect(try plan.output("old").values == (0..<40).map(Float.init))
  }

  /// One tape that overwrites a parameter and goes on to read its old value.
  @Test(arguments: [1, 2]) func aTapeMayReadWhatItOverwrites(_ threads: Int) throws {
    let (a, b) = (Expression.parameter("a", [600]), Expression.parameter("b", [600]))
    let store = try ParameterStore(for: [a, b])
    let options = PlanOptions(threads: threads)
    let doubled = try a * 2
    let plan = try Plan(
      outputs: [], updates: [(a, doubled), (b, try (doubled + b) * a)], store: store, pool: pair,
      options: options)
    #expect(plan.blueprint.tapes.count == 1)
    try store.set("a", Tensor(shape: [600], values: Array(repeating: 3, count: 600)))
    try store.set("b", Tensor(shape: [600], values: Array(repeating: 5, count: 600)))
    try plan.run()
    #expect(try store.tensor("a").values == Array(repeating: 6, count: 600))
    #expect(try store.tensor("b").values == Array(repeating: 33, count: 600))
  }

  @Test func storeSnapshotsAndChecks() throws {
    let store = try ParameterStore(parameters: [("w", [3])], states: [("m", [2])])
    try store.set("w", Tensor(shape: [3], values: [1, 2, 3]))
    let earlier = store.snapshot()
    try store.set("w", Tensor(shape: [3]))
    store.restore(earlier)
    #expect(try store.tensor("w").values == [1, 2, 3])
    #expect(throws: GraphError.fedShape(name: "w", expected: [3], found: [2])) {
      try store.set("w", Tensor(shape: [2]))
    }
    #expect(
      throws: GraphError.unknownName(kind: "parameter or state", name: "x", known: ["m", "w"])
    ) { try store.tensor("x") }
    #expect(throws: GraphError.self) {
      try ParameterStore(parameters: [("w", [3])], states: [("w", [2])])
    }
  }
}
