import Graphs
import Tensors

/// One step of a fit, or of an evaluation, compiled, described and timed.
public struct StepProfile: Sendable, Equatable {
  /// The steps of the plan.
  public let plan: PlanDescription
  /// How long each took, with a clock around each: medians over several runs.
  public let times: PlanTimes
  /// How many runs were timed.
  public let runs: Int
  /// Seconds an ordinary run takes, without the clocks: the median.
  public let seconds: Double
  /// The rows there are.
  public let rows: Int
  /// Runs an epoch, or an evaluation of all rows, takes.
  public let count: Int
}

/// How long one goes on timing a plan.
struct ProfileBudget {
  /// Nanoseconds after which no further pair of runs begins.
  var nanoseconds = 300_000_000.0
  /// The most and the fewest pairs of runs.
  var most = 200
  var least = 3
  /// Runs before the first that counts.
  var warmUps = 2
}

extension StepProfile {
  /// Times a plan: runs with clocks and without take turns, so that both meet the same weather.
  ///
  /// - Parameters:
  ///   - rows: the rows there are.
  ///   - prepare: gives the plan the numbers of run number n; returns the first row of its batch.
  init(
    _ plan: Plan, rows: Int, names: [String: String], budget: ProfileBudget = ProfileBudget(),
    isInterrupted: () -> Bool, prepare: (Int) throws -> Int
  ) throws {
    let clock = ContinuousClock()
    let start = clock.now
    var measured: [PlanTimes] = []
    var ordinary: [Double] = []
    for run in 0..<budget.warmUps { try plan.run(firstRow: prepare(run)) }
    while measured.count < budget.most {
      let spent = start.duration(to: clock.now).inSeconds * 1e9
      if measured.count >= budget.least, spent > budget.nanoseconds { break }
      if !measured.isEmpty, isInterrupted() { break }
      let run = budget.warmUps + 2 * measured.count
      measured.append(try plan.measure(firstRow: prepare(run)))
      let firstRow = try prepare(run + 1)
      let before = clock.now
      try plan.run(firstRow: firstRow)
      ordinary.append(before.duration(to: clock.now).inSeconds)
    }
    self.plan = plan.description(names: names)
    times = PlanTimes.median(of: measured) ?? .none
    runs = measured.count
    seconds = ordinary.sorted()[ordinary.count / 2]
    self.rows = rows
    count = (rows + plan.batchRows - 1) / max(1, plan.batchRows)
  }
}

extension Trainer {
  /// Compiles and times one step of a fit from a state on; the state stays as it is.
  ///
  /// The steps are those a fit would take: rows in its order, its rates, its dropout.
  ///
  /// - Throws: `LearningError` when something does not go together.
  public func profile(
    _ state: TrainingState, on data: TrainingData, configuration: TrainingConfiguration,
    isInterrupted: () -> Bool = { false }
  ) throws -> StepProfile {
    try configuration.check()
    let fitted = Trainer(
      network: network, objective: try objective.fitted(to: data.target), optimizer: optimizer,
      schedule: schedule, pool: pool)
    let run = try TrainingRun(
      fitted, state, data: data, validation: nil, configuration: configuration, hooks: FitHooks())
    return try run.profile(isInterrupted: isInterrupted)
  }
}

extension TrainingRun {
  /// Times steps of full batches, one batch after the other.
  fileprivate func profile(isInterrupted: () -> Bool) throws -> StepProfile {
    let plan = try plans.plan(rows: batch)
    try orderRows(of: [plan])
    let whole = rows / batch
    return try StepProfile(
      plan, rows: rows, names: trainer.network.words(for: plan), isInterrupted: isInterrupted
    ) { run in
      let first = run % whole * batch
      augment(first..<first + batch)
      return advance(plan) { _ in first }
    }
  }
}

extension Objective {
  /// Compiles and times the judging of rows: outputs, loss and penalties, without dropout.
  ///
  /// - Parameter epoch: whose numbers are in force where the loss changes from epoch to epoch.
  /// - Throws: `LearningError` for rows, targets or weights that do not fit.
  public func profile(
    _ network: Network, weights: [String: Tensor], on data: TrainingData, epoch: Int = 0,
    pool: WorkerPool = .shared, isInterrupted: () -> Bool = { false }
  ) throws -> StepProfile {
    try network.check(weights)
    let objective = try fitted(to: data.target)
    let store = try objective.store(for: network)
    try objective.fill(store, for: network, from: weights)
    let evaluation = try ObjectiveEvaluation(
      objective, network, data, part: "data", store: store, pool: pool)
    let plan = try evaluation.firstPlan()
    objective.loss.setScheduled(epoch: epoch, in: plan)
    return try StepProfile(
      plan, rows: data.rows, names: network.words(for: plan), isInterrupted: isInterrupted
    ) { _ in 0 }
  }
}

extension Network {
  /// Names that say the layer, `0.weight` as `dense0.weight`, and those of a plan's inputs.
  fileprivate func words(for plan: Plan) -> [String: String] {
    var words: [String: String] = [:]
    for layer in layers {
      for parameter in layer.parameters { words[parameter.name] = layer.name + parameter.name }
    }
    let prefix = BatchInput.extra("")
    for name in plan.inputNames where name.hasPrefix(prefix) {
      words[name] = String(name.dropFirst(prefix.count))
    }
    return words
  }
}
