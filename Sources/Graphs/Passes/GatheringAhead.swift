import Tensors

/// Weaves the gathering of a batch into the product that reads it first.
///
/// The product takes a block of rows as soon as it is gathered, while the block is in the cache, and
/// fetches the rows of the next block meanwhile; a later product fetches the first block of the next
/// batch. Waiting for rows strewn over memory would otherwise take a tenth of a step.
struct GatheringAhead {
  /// The task that gathers what a product reads, by the number of the product's task.
  private(set) var gatherOfProduct: [Int: Int] = [:]
  /// The gathering task whose next batch a product fetches, by the number of the product's task.
  private(set) var fetchedByProduct: [Int: Int] = [:]

  /// No weaving.
  init() {}

  init(_ graph: FlatGraph, tasks: [PlanTask], phases: [[Int]], slices: Slices) {
    let order = phases.flatMap { $0 }
    for phase in phases {
      for gather in phase {
        guard case .gather(let rows) = tasks[gather].kind,
          graph.nodes[rows].primitive === Primitive.input,
          let product = phase.first(where: { tasks[$0].reads(rows) }),
          graph.readsRowByRow(rows, in: tasks[product], slices)
        else { continue }
        gatherOfProduct[product] = gather
        // On a single thread the products lose what the gathering gains (measured).
        guard slices.threads > 1 else { continue }
        let later = order.drop { $0 != product }.dropFirst()
        let fetcher = later.max { graph.work(of: tasks[$0]) < graph.work(of: tasks[$1]) }
        let hasWork = fetcher.map { graph.work(of: tasks[$0]) > 0 } ?? false
        fetchedByProduct[hasWork ? fetcher ?? product : product] = gather
      }
    }
  }

  /// Rows of a block: some hundred kilobytes, which stay in a second-level cache.
  static func blockRows(width: Int) -> Int { max(16, (1 << 16) / max(width, 1)) }
}

extension PlanTask {
  fileprivate func reads(_ value: Int) -> Bool {
    accesses.contains { $0.value == value && !$0.isWrite }
  }
}

extension FlatGraph {
  /// Whether the task is a product of our own that needs of `rows` what its thread gathers itself.
  fileprivate func readsRowByRow(_ rows: Int, in task: PlanTask, _ slices: Slices) -> Bool {
    guard case .product(let node) = task.kind, ProductSize(self, node).suitsOwnKernel,
      base(of: inputs[node][0]) == rows, base(of: inputs[node][1]) != rows,
      shape(inputs[node][0])[0] == shape(rows)[0]
    else { return false }
    return !Primitive.transposes(nodes[node].attributes).first
      && productSplit(node, slices).axis == 0
  }

  /// Multiply-adds of a product that can fetch rows meanwhile; 0 for anything else.
  fileprivate func work(of task: PlanTask) -> Int {
    guard case .product(let node) = task.kind else { return 0 }
    let size = ProductSize(self, node)
    return size.suitsOwnKernel ? size.rows * size.columns * size.depth : 0
  }
}
