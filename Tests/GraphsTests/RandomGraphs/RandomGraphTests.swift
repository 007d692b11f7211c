import Glibc
import Tensors
import Testing

@testable import Graphs

/// Plans of graphs drawn at random against the oracle, whatever passes are on and however many
/// threads run, more threads than processors included.
///
/// `LOSSREPL_RANDOM_GRAPHS=first-last` takes other seeds than the usual ones and compiles each graph
/// in every way on every number of threads.
@Suite struct RandomGraphTests {
  private static let usual = UInt64(1)...200

  private static let seeds: ClosedRange<UInt64> = {
    guard let text = getenv("LOSSREPL_RANDOM_GRAPHS") else { return usual }
    let ends = String(cString: text).split(separator: "-").compactMap { UInt64($0) }
    return ends.count == 2 && ends[0] <= ends[1] ? ends[0]...ends[1] : usual
  }()

  private static let isThorough = getenv("LOSSREPL_RANDOM_GRAPHS") != nil

  private static let pools = (1...4).map { WorkerPool(threads: $0) }

  @Test(arguments: seeds) func plansAgreeWithTheOracle(_ seed: UInt64) throws {
    let graph = try RandomGraphCase(seed: seed)
    let expectation = try Expectation(graph)
    var turn = Int(seed)
    for options in OptionSet.all {
      for pool in Self.pools {
        // Unless told to be thorough: one in thirteen, which differ from graph to graph.
        turn += 1
        guard Self.isThorough || turn % 13 == 0 else { continue }
        try steadily { try check(graph, expectation, options, pool) }
      }
    }
  }

  /// The usual seeds reach the whole table, and each way to change a parameter.
  @Test func seedsReachEveryPrimitive() throws {
    var seen: Set<ObjectIdentifier> = [
      // Put into graphs by passes only.
      ObjectIdentifier(Primitive.copying), ObjectIdentifier(Primitive.lossesBesideGradient),
    ]
    for seed in Self.usual {
      let graph = try RandomGraphCase(seed: seed)
      for node in topologicalOrder(graph.results.map(\.1.node)) {
        seen.insert(ObjectIdentifier(node.primitive))
      }
    }
    for primitive in Primitive.table where !seen.contains(ObjectIdentifier(primitive)) {
      Issue.record("no random graph reaches \(primitive.name)")
    }
  }

  /// Few graphs are so ill-conditioned that the comparison says nothing.
  @Test func comparisonsAreSharp() throws {
    var (sharp, all) = (0, 0)
    for seed in Self.usual.prefix(50) {
      let expectation = try Expectation(RandomGraphCase(seed: seed))
      all += expectation.results.count
      sharp += expectation.results.count { $0.tolerance < 1e-3 * max($0.value.largest, 1e-3) }
    }
    #expect(Double(sharp) > 0.97 * Double(all), "\(sharp) of \(all)")
  }

  private func check(
    _ graph: RandomGraphCase, _ expectation: Expectation, _ options: PlanOptions,
    _ pool: WorkerPool
  ) throws {
    var options = options
    options.threads = pool.threads
    let store = try ParameterStore(
      for: graph.outputs.map(\.1) + graph.updates.flatMap { [$0.target, $0.value] })
    let plan: Plan
    do {
      plan = try Plan(
        outputs: graph.outputs, updates: graph.updates, store: store, pool: pool, options: options)
    } catch {
      Issue.record("seed \(graph.seed), \(options)\n\(error)\n\(graph.listing)")
      return
    }
    let first = try run(plan, store, graph)
    for (found, expected) in zip(first, expectation.results) where !expected.accepts(found) {
      Issue.record(
        """
        seed \(graph.seed), \(expected.name), \(options)
        found \(found.values.prefix(40))
        expected \(expected.value.values.prefix(40)), tolerance \(expected.tolerance)
        \(graph.listing)
        """)
      return
    }
    let second = try run(plan, store, graph)
    #expect(first.map(\.bits) == second.map(\.bits), "seed \(graph.seed), \(options): bits differ")
  }

  /// One step from the given values; the outputs, then the updated parameters and states.
  private func run(_ plan: Plan, _ store: ParameterStore, _ graph: RandomGraphCase) throws
    -> [Tensor]
  {
    try store.fill(graph.bindings)
    try plan.feed(graph.bindings)
    try plan.run()
    let updated = Set(graph.updates.compactMap(\.target.node.name))
    for (name, _) in store.parameters + store.states where !updated.contains(name) {
      let before = try #require(graph.bindings.values[name]).tensor
      #expect(try store.tensor(name) == before, "seed \(graph.seed): \"\(name)\" was changed")
    }
    return try graph.outputs.map { try plan.output($0.name) }
      + graph.updates.map { try store.tensor($0.target.node.name ?? "") }
  }
}

extension Tensor {
  /// The numbers bit by bit, so that NaN equals itself.
  fileprivate var bits: [UInt32] { values.map(\.bitPattern) }
}

/// What a graph's results are and how precisely single precision can have them.
struct Expectation {
  struct Result {
    let name: String
    let value: DoubleArray
    let tolerance: Double

    func accepts(_ found: Tensor) -> Bool {
      found.shape == value.shape
        && zip(found.values, value.values).allSatisfy { abs(Double($0) - $1) <= tolerance }
    }
  }

  let results: [Result]

  init(_ graph: RandomGraphCase) throws {
    let values = try Evaluator().evaluate(graph.results.map(\.1), feeding: graph.bindings)
    var noisy = NoisyEvaluator(noise: 0x1p-22, samples: 3, seed: graph.seed)
    results = try zip(graph.results, values).map { result, value in
      let spread = try noisy.samples(of: result.1, feeding: graph.bindings).dropFirst()
        .flatMap { zip($0.values, value.values).map { abs($0 - $1) } }
        .reduce(0, max)
      return Result(
        name: result.name, value: value, tolerance: 8 * spread + 2e-6 * value.largest + 1e-30)
    }
  }
}
