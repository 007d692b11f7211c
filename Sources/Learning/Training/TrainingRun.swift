import Graphs
import Tensors
import Timing

/// One fit from its first step to its last.
final class TrainingRun {
  let trainer: Trainer
  let configuration: TrainingConfiguration
  let hooks: FitHooks
  let store: ParameterStore
  let rows: Int
  let batch: Int
  private let feed: BatchFeed
  let plans: PlanCache
  private let validation: ObjectiveEvaluation?
  private let facts: GraphFacts

  private var counters: Counters
  /// The order of the rows of the epoch, nil for the order given.
  private var order: [Int32]?
  private var history: [EpochReport] = []
  private var watch: Watch?
  private var convergence: Convergence?
  private var lastGood: ParameterStore.Snapshot
  private var lastGoodCounters: Counters
  private var seconds = 0.0
  /// The learning rate of the last step.
  private var rate: Double
  /// Takes the steps where their time is to be told; nil elsewhere.
  private let sampler = StepSampler()

  /// How far training has come.
  struct Counters {
    var optimizerSteps: Int
    var steps: Int
    var epochs: Int
    var schedule: SchedulePosition
  }

  init(
    _ trainer: Trainer, _ state: TrainingState, data: TrainingData, validation: TrainingData?,
    configuration: TrainingConfiguration, hooks: FitHooks
  ) throws {
    let (network, objective, optimizer) = (trainer.network, trainer.objective, trainer.optimizer)
    let target = try trainer.prepare(data, weights: state.weights)
    self.trainer = trainer
    self.configuration = configuration
    self.hooks = hooks
    rows = data.rows
    batch = optimizer.definition.isFullBatch ? rows : min(rows, configuration.batch ?? rows)
    store = try objective.store(for: network, slots: optimizer.slots)
    counters = try store.load(state, for: trainer)
    rate = trainer.rate(at: counters.schedule)
    lastGood = store.snapshot()
    lastGoodCounters = counters
    facts = GraphFacts(
      try objective.graph(network: network, target: target, rows: 1, isTraining: true))
    feed = BatchFeed(
      features: data.features, target: target,
      augmented: try configuration.augmentedBatch(of: data.features, size: batch, trainer.pool))
    plans = trainer.stepPlans(store, feed)
    self.validation = try validation.map { [store] in
      try ObjectiveEvaluation(
        objective, network, $0, part: "validation data", store: store, pool: trainer.pool)
    }
    convergence = configuration.tolerance.map { Convergence(tolerance: $0) }
    watch = try configuration.earlyStopping.map { stopping in
      try Watch(stopping, hasValidation: validation != nil, metrics: try measureOnce(stopping))
    }
  }

  /// The metrics there will be, found by measuring once before the first epoch when one of them
  /// is to be watched: a wrong name is said at once.
  private func measureOnce(_ stopping: EarlyStopping) throws -> [EpochMetric] {
    guard !Watch.losses.contains(stopping.monitor) else { return [] }
    return try judge().metrics
  }

  // MARK: Epochs

  /// Takes the epochs and puts the result together.
  func finish() throws -> FitResult {
    var reason = FitEnd.epochs
    for _ in 0..<configuration.epochs {
      if let end = try epoch() {
        reason = end
        break
      }
    }
    var bestEpoch: Int?
    if reason != .interrupted, let watch {
      bestEpoch = watch.bestEpoch
      if case .diverged = reason, watch.best == nil { bestEpoch = nil }
      if let best = watch.best {
        store.restore(best.snapshot)
        counters.optimizerSteps = best.optimizerSteps
      }
    }
    return FitResult(
      state: try store.unload(
        network: trainer.network, optimizer: trainer.optimizer, counters: counters),
      history: history, reason: reason, bestEpoch: bestEpoch, seconds: seconds)
  }

  /// Takes one epoch; returns why the fit ends, nil to go on.
  private func epoch() throws -> FitEnd? {
    let clock = ContinuousClock()
    let start = clock.now
    var loss = RunningMean()
    var penalty = RunningMean()
    var parts = facts.partNames.map { _ in RunningMean() }
    let ranges = batches(of: rows, size: batch)
    let epochPlans = try Set(ranges.map(\.count)).map { try plans.plan(rows: $0) }
    try timed("ordering rows") {
      try orderRows(of: epochPlans)
    }
    let end = try timed("training steps") { () throws -> FitEnd? in
      defer { sampler?.report() }
      for (number, range) in ranges.enumerated() {
        let plan = try plans.plan(rows: range.count)
        let result = try step(plan, range, number: number, of: ranges.count)
        // What a file no longer has is zeros, and what was written to it is anything.
        if !feed.features.isWhole { try feed.features.checkFiles() }
        guard result.isFinite else { return try diverged(result.loss + result.penalty) }
        loss.add(result.loss, weight: result.weight)
        penalty.add(result.penalty, weight: Double(result.rows))
        for (index, part) in result.parts.enumerated() {
          parts[index].add(part, weight: Double(result.rows))
        }
        if hooks.isInterrupted() {
          seconds += start.duration(to: clock.now).inSeconds
          return .interrupted
        }
      }
      return nil
    }
    if let end { return end }
    guard store.isFinite else { return try diverged(.nan) }
    try feed.features.checkFiles()
    counters.epochs += 1
    counters.schedule.epochs += 1
    let elapsed = start.duration(to: clock.now).inSeconds
    seconds += elapsed
    return try conclude(
      loss: loss.value, penalty: penalty.value, parts: facts.named(parts), seconds: elapsed)
  }

  /// Makes plans take the rows in the order of this epoch.
  func orderRows(of plans: [Plan]) throws {
    order = rowOrder()
    for plan in plans { try plan.setRowOrder(order) }
  }

  /// Writes the rows of a step where its plan reads them, if they are augmented.
  func augment(_ range: Range<Int>) {
    feed.augmented?.fill(range, of: order, epoch: counters.epochs)
  }

  private func rowOrder() -> [Int32]? {
    guard configuration.shuffle, batch < rows else { return nil }
    var generator = RandomGenerator(seed: configuration.seed)
      .split(orderStream).split(UInt64(counters.epochs))
    return generator.permutation(rows).map { Int32(truncatingIfNeeded: $0) }
  }

  private func step(
    _ plan: Plan, _ range: Range<Int>, number: Int = 0, of count: Int = 1
  ) throws -> StepResult {
    augment(range)
    try advance(plan) { plan in
      guard let sampler else { return try plan.run(firstRow: range.lowerBound) }
      try sampler.run(plan, firstRow: range.lowerBound, step: number, of: count)
    }
    return try plan.result(rows: range.count, of: facts)
  }

  /// Gives a plan the numbers of the next step, lets `take` run it, and counts it.
  func advance<Result>(_ plan: Plan, _ take: (Plan) throws -> Result) rethrows -> Result {
    rate = trainer.rate(at: counters.schedule)
    setNumbers(of: plan)
    let result = try take(plan)
    counters.steps += 1
    counters.optimizerSteps += 1
    counters.schedule.steps += 1
    return result
  }

  /// Sets the numbers of the next step.
  private func setNumbers(of plan: Plan) {
    let optimizer = trainer.optimizer
    for (name, value) in optimizer.definition.scalars(
      optimizer.options, counters.optimizerSteps + 1, rate)
    {
      plan.setScalar(name, value)
    }
    trainer.objective.loss.setScheduled(epoch: counters.epochs, in: plan)
    plan.setRandom(seed: configuration.seed, step: UInt64(counters.steps))
  }

  /// Judges an epoch, reports it and decides whether it was the last.
  private func conclude(
    loss: Double, penalty: Double, parts: [LossPartValue], seconds: Double
  ) throws -> FitEnd? {
    lastGood = timed("keeping weights") { store.snapshot() }
    let judged = try timed("judging") { try judge() }
    trainer.schedule?.observe(judged.loss ?? loss, &counters.schedule)
    lastGoodCounters = counters
    let report = EpochReport(
      epoch: counters.epochs, dataLoss: loss, penalty: penalty,
      validationLoss: judged.loss, metrics: judged.metrics, learningRate: rate,
      seconds: seconds, parts: parts, lossParameters: try learnedValues())
    history.append(report)
    let isStale = watch?.observe(
      report, snapshot: lastGood, optimizerSteps: counters.optimizerSteps)
    if timed("showing", { hooks.onEpoch(report) }) == .stop { return .interrupted }
    if isStale == true { return .earlyStopping }
    return convergence?.observe(loss + penalty) == true ? .converged : nil
  }

  /// What the loss learns, as it is now.
  private func learnedValues() throws -> [LossParameterValue] {
    let (loss, network) = (trainer.objective.loss, trainer.network)
    let weights = try loss.parameters(of: network).map { ($0.name, try store.tensor($0.name)) }
    return loss.learnedValues(
      of: network, weights: Dictionary(uniqueKeysWithValues: weights))
  }

  /// Loss and metrics on the validation part with the weights of now.
  private func judge() throws -> (loss: Double?, metrics: [EpochMetric]) {
    guard let validation else { return (nil, []) }
    let result = try validation.run(
      epoch: max(0, counters.epochs - 1), withPrediction: hooks.measure != nil)
    guard let measure = hooks.measure, let prediction = result.prediction else {
      return (result.value.dataLoss, [])
    }
    return (result.value.dataLoss, try measure(prediction))
  }

  /// Brings the last good weights back and says where it went wrong.
  private func diverged(_ value: Double) throws -> FitEnd {
    try feed.features.checkFiles()
    let failed = counters.steps - lastGoodCounters.steps
    let trace = try traceNonFinite()
    let error = LearningError.notFiniteLoss(
      epoch: lastGoodCounters.epochs + 1, step: trace?.step ?? failed, value: plain(value),
      learningRate: rate, origin: trace?.origin)
    store.restore(lastGood)
    counters = lastGoodCounters
    return .diverged(error)
  }

  /// Takes the steps of the epoch again, from its first weights on, up to the one that made the
  /// first number that is not finite, and looks that step through.
  ///
  /// Rows, dropout and rates follow from seeds and counters, so that the steps are the same. The
  /// weights are looked at after each of them: a gradient may overflow one step before the loss.
  private func traceNonFinite() throws -> (step: Int, origin: NonFiniteOrigin?)? {
    store.restore(lastGood)
    counters = lastGoodCounters
    order = rowOrder()
    for (number, range) in batches(of: rows, size: batch).enumerated() {
      let (before, countersBefore) = (store.snapshot(), counters)
      let plan = try plans.plan(rows: range.count)
      try plan.setRowOrder(order)
      let result = try step(plan, range)
      let spoiled = store.firstNotFinite
      if result.isFinite, spoiled == nil { continue }
      store.restore(before)
      counters = countersBefore
      let batchRows = range.map { [order] position in
        order.map { Int($0[position]) + 1 } ?? position + 1
      }
      let origin = try inspect(range, order, rows: batchRows)
      return (number + 1, origin ?? spoiled.map { Self.updateOrigin($0, rows: batchRows) })
    }
    return nil
  }

  private func inspect(
    _ range: Range<Int>, _ order: [Int32]?, rows: [Int]
  ) throws -> NonFiniteOrigin? {
    let inspection = try StepInspection(trainer, store: store, feed: feed, rows: range.count)
    return try inspection.firstNonFinite(
      firstRow: range.lowerBound, order: order, rows: rows, prepare: setNumbers)
  }

  /// All that the step computed is finite, a learned array after it is not.
  private static func updateOrigin(
    _ spoiled: (name: String, value: Float), rows: [Int]
  ) -> NonFiniteOrigin {
    NonFiniteOrigin(
      stage: .update, tensor: "\(spoiled.name) after the update",
      value: plain(Double(spoiled.value)), rows: rows, isOfBatch: true)
  }
}

extension Trainer {
  /// The learning rate in force.
  fileprivate func rate(at position: SchedulePosition) -> Double {
    let base = optimizer.options.number("lr")
    return schedule?.rate(at: position, base: base) ?? base
  }

  /// Checks that everything goes together and brings the targets into the form of the loss.
  fileprivate func prepare(
    _ data: TrainingData, weights: [String: Tensor]
  ) throws -> PreparedTarget {
    try data.check(part: "training data")
    try network.checkRows(data.features)
    try network.checkLengths(data.lengths, rows: data.rows)
    try network.check(weights)
    try objective.check(network, target: data.target)
    return try objective.loss.prepare(data, outputs: network.outputShape)
  }

  /// Plans that take one step: loss, gradients and updates.
  fileprivate func stepPlans(_ store: ParameterStore, _ feed: BatchFeed) -> PlanCache {
    PlanCache(store: store, feed: feed) {
      guard let target = feed.target else { throw LearningError.noRows("training data") }
      let graph = try objective.graph(
        network: network, target: target, rows: $0, isTraining: true)
      return try Plan(
        outputs: graph.outputs(withPrediction: false),
        updates: optimizer.updates(
          of: objective.trainedParameters(of: network), in: graph), store: $1, pool: pool)
    }
  }
}

/// The stream of random numbers that orders rows, apart from those that draw weights.
private let orderStream: UInt64 = 0x6f72_6465_72

extension TrainingConfiguration {
  /// Where augmented batches are written; nil without augmentations.
  fileprivate func augmentedBatch(
    of features: RowMatrix, size: Int, _ pool: WorkerPool
  ) throws -> AugmentedBatch? {
    guard !augmentations.isEmpty else { return nil }
    return AugmentedBatch(
      try AugmentedRows(features, augmentations, seed: seed), size: size, pool: pool)
  }
}

extension Duration {
  /// The duration in seconds.
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
