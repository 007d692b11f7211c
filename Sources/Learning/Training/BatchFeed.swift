import Graphs
import Tensors
import Timing

/// Rows ready to be fed to plans, batch by batch.
struct BatchFeed {
  let features: RowMatrix
  let target: PreparedTarget?
  /// Where the rows of a step are written before it, if they change from epoch to epoch.
  var augmented: AugmentedBatch?

  /// Lets a plan take its batches from these rows; inputs the plan does not use are left out.
  func bind(to plan: Plan) throws {
    let names = plan.inputNames
    if names.contains(BatchInput.features) {
      if let augmented {
        try plan.bindBatch(BatchInput.features, to: augmented.features)
      } else {
        try plan.bindRows(BatchInput.features, to: features)
      }
    }
    if names.contains(BatchInput.targets) {
      switch target?.numbers {
      case .indices(let indices): try plan.bindRows(BatchInput.targets, to: indices)
      case .values(let values), .sequences(let values):
        try plan.bindRows(BatchInput.targets, to: values)
      case .nothing, nil: break
      }
    }
    for (name, array) in target?.extras ?? [:] where names.contains(BatchInput.extra(name)) {
      try plan.bindRows(BatchInput.extra(name), to: array)
    }
    if names.contains(BatchInput.rowWeights), let weights = target?.rowWeights {
      try plan.bindRows(BatchInput.rowWeights, to: weights)
    }
  }
}

/// Plans by their number of rows over one store: the full batch, the last short one.
final class PlanCache {
  let store: ParameterStore
  private let feed: BatchFeed
  private let make: (Int, ParameterStore) throws -> Plan
  private var plans: [Int: Plan] = [:]

  init(
    store: ParameterStore, feed: BatchFeed, make: @escaping (Int, ParameterStore) throws -> Plan
  ) {
    self.store = store
    self.feed = feed
    self.make = make
  }

  /// The plan for batches of `rows` rows, compiled and bound at its first use.
  func plan(rows: Int) throws -> Plan {
    if let plan = plans[rows] { return plan }
    let plan = try timed("compiling plans") { try make(rows, store) }
    try timed("binding rows") { try feed.bind(to: plan) }
    plans[rows] = plan
    return plan
  }
}

/// The batches of `rows` rows taken `size` at a time, the last one short if need be.
func batches(of rows: Int, size: Int) -> [Range<Int>] {
  stride(from: 0, to: rows, by: max(1, size)).map { $0..<min(rows, $0 + max(1, size)) }
}

/// A mean over batches of different weight, added up in double precision.
struct RunningMean {
  private var total = 0.0
  private var weight = 0.0

  /// Adds the mean of one batch.
  mutating func add(_ mean: Double, weight batchWeight: Double) {
    total += mean * batchWeight
    weight += batchWeight
  }

  /// The mean over all batches; 0 where nothing counted.
  var value: Double { weight == 0 ? 0 : total / weight }
}
