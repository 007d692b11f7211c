import CDNNL
import CKernels
import Tensors

/// A graph compiled for its shapes: passes, then flat lists of steps over one arena of memory.
///
/// `run()` allocates nothing. Every thread of the pool goes through its own list, working on its
/// slice of the batch and its slice of the parameters; a barrier stands only where slices change
/// hands. Sums are added in a fixed order: the same input, seed and thread count give the same bits.
///
/// A plan is used from one thread at a time; it shares its `ParameterStore` with other plans.
public final class Plan: @unchecked Sendable {
  /// How many threads a run uses.
  public let threads: Int
  let blueprint: Blueprint
  let memory: PlanMemory
  let leaves: PlanLeaves
  private let store: ParameterStore
  let pool: WorkerPool
  let lists: [ContiguousArray<Step>]
  /// What each step of each thread belongs to.
  let places: [[StepPlace]]
  let options: PlanOptions
  private let results: [String: (address: UnsafeMutablePointer<Float>, shape: Shape)]
  private let failures: UnsafeMutablePointer<Int32>
  private let body: Body
  var isFed: Set<String> = []
  var keptSources: [String: AnyObject] = [:]
  var keptOrder: IndexBlock?

  /// Compiles a plan.
  ///
  /// - Parameters:
  ///   - outputs: values to be read after each run, by name.
  ///   - updates: parameters and states with their new values. All values are computed from the old
  ///     contents, whatever the order.
  ///   - store: where the parameters and states live.
  ///   - pool: the threads to run on.
  ///   - options: which passes are on.
  public init(
    outputs: [(name: String, Expression)],
    updates: [(target: Expression, value: Expression)] = [],
    store: ParameterStore, pool: WorkerPool = .shared, options: PlanOptions = PlanOptions()
  ) throws {
    let roots = try PlanRoots(outputs: outputs, updates: updates)
    let wanted = min(options.threads ?? pool.threads, pool.threads)
    var blueprint = try Blueprint(
      roots, options: options, threads: wanted > 1 ? pool.threads : 1, rowMajor: store.rowMajor)
    if options.threads == nil, wanted > 1, !CostModel(blueprint).isWorthThreads {
      blueprint = try Blueprint(roots, options: options, threads: 1, rowMajor: store.rowMajor)
    }
    let emission = try Emission(blueprint, store: store, options: options)
    let emitted = try emission.steps()
    lists = emitted.map { ContiguousArray($0.map(\.step)) }
    places = emitted.map { $0.map(\.place) }
    self.options = options
    threads = blueprint.slices.threads
    memory = emission.memory
    leaves = emission.leaves
    var results: [String: (address: UnsafeMutablePointer<Float>, shape: Shape)] = [:]
    for (name, node) in blueprint.outputs {
      let shape = outputs.first { $0.name == name }?.1.shape ?? []
      results[name] = (try emission.address(node), shape)
    }
    self.results = results
    self.blueprint = blueprint
    self.store = store
    self.pool = pool
    failures = .allocate(capacity: threads)
    failures.initialize(repeating: 0, count: threads)
    body = Body()
    body.plan = self
  }

  deinit {
    failures.deallocate()
  }

  /// The closure the pool is given, made once: making one per run would allocate.
  private final class Body: @unchecked Sendable {
    unowned(unsafe) var plan: Plan?
    private(set) lazy var call: @Sendable (Int) -> Void = { [unowned(unsafe) self] thread in
      plan?.execute(thread)
    }
  }

  /// Runs the plan once on the batch that begins at `firstRow` of the row order.
  public func run(firstRow: Int = 0) throws {
    try prepareRun(firstRow)
    if threads == 1 {
      execute(0)
    } else {
      pool.run(body.call)
    }
    try checkFailures()
  }

  /// Checks that everything is fed and points the batch at its first row.
  func prepareRun(_ firstRow: Int) throws {
    try checkFeeds(firstRow)
    memory.order.pointee.first = firstRow
  }

  /// Throws what a library refused in the last run.
  func checkFailures() throws {
    for thread in 0..<threads where failures[thread] != 0 {
      throw GraphError.refused(operation: "a product or convolution", status: Int(failures[thread]))
    }
  }

  private func execute(_ thread: Int) {
    prepareThread()
    lists[thread].withUnsafeBufferPointer { steps in
      for index in steps.indices { take(steps[index], thread) }
    }
  }

  /// What each thread does before its first step.
  func prepareThread() { cdnnl_use_one_thread() }

  /// Takes one step of a thread's list.
  @inline(__always)
  func take(_ step: Step, _ thread: Int) {
    if case .barrier = step {
      pool.barrier()
    } else {
      let status = step.run()
      if status != 0 { failures[thread] = status }
    }
  }

  // MARK: Results

  /// An output of the last run.
  public func output(_ name: String) throws -> Tensor {
    let result = try result(name)
    var tensor = Tensor(shape: result.shape)
    tensor.withUnsafeMutableBufferPointer { target in
      target.baseAddress?.update(from: result.address, count: target.count)
    }
    return tensor
  }

  /// An output of the last run that is a single number; the first element of others.
  public func number(_ name: String) throws -> Double {
    let result = try result(name)
    return result.shape.count == 0 ? .nan : Double(result.address.pointee)
  }

  /// Calls `body` with an output of the last run in place, row-major; it must not be kept.
  public func withOutput<Result>(
    _ name: String, _ body: (UnsafeBufferPointer<Float>) throws -> Result
  ) throws -> Result {
    let result = try result(name)
    return try body(UnsafeBufferPointer(start: result.address, count: result.shape.count))
  }

  private func result(
    _ name: String
  ) throws -> (address: UnsafeMutablePointer<Float>, shape: Shape) {
    guard let result = results[name] else {
      throw GraphError.unknownName(kind: "output", name: name, known: results.keys.sorted())
    }
    return result
  }
}
