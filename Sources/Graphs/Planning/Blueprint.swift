import Tensors

/// A plan on paper: the passes have run, nothing has an address yet.
struct Blueprint {
  let graph: FlatGraph
  let tasks: [PlanTask]
  /// Task numbers, phase by phase.
  let phases: [[Int]]
  /// The tapes by task number.
  let tapes: [Int: TapeCode]
  let layout: BufferLayout
  /// What is done to products before they are stored.
  let epilogues: [Int: ProductEpilogue]
  /// The gathering that products do by the way.
  let gathering: GatheringAhead
  /// Adam's updates by the number of the tape that they replace.
  let adams: [Int: AdamPattern]
  /// Values that live in the memory of the parameter or state they update.
  let targetOfValue: [Int: Int]
  /// Names of the outputs with the nodes that hold them.
  let outputs: [(name: String, node: Int)]
  let slices: Slices

  /// - Parameter rowMajor: the names of the matrices that are stored as they are.
  init(
    _ roots: PlanRoots, options: PlanOptions, threads: Int, rowMajor: Set<String>
  ) throws {
    let roots = try roots.simplified(options, rowMajor)
    let graph = FlatGraph(roots.all)
    let outputs = roots.outputs.map { ($0.name, graph.base(of: graph.number(of: $0.node))) }
    let updates = roots.updates.map { (graph.number(of: $0.target), graph.number(of: $0.value)) }

    var levels = graph.levels()
    if options.runs(.sinkCheapOperations) && options.runs(.fuseElementwise) {
      graph.sinkCheap(&levels)
    }
    let patterns = options.runs(.recogniseAdam) ? graph.adamPatterns() : []
    let fusion = Fusion(
      graph, levels: levels, apart: patterns.map(\.members), isOn: options.runs(.fuseElementwise))
    let demand = MemoryDemand(
      graph, fusion: fusion, roots: outputs.map(\.1) + updates.map { graph.base(of: $0.1) })
    let epilogues =
      options.runs(.foldEpilogues) && options.runs(.ownProducts)
      ? graph.productEpilogues(fusion, demand, outputs: outputs.map(\.1) + updates.map(\.1)) : [:]
    let forming = TaskForming(
      graph, fusion: fusion, demand: demand, epilogues: epilogues, threads: threads)
    let placement = UpdatePlacement(
      forming, graph: graph, updates: updates, threads: threads,
      inPlace: options.runs(.updateInPlace))
    let phases = Scheduling(placement.tasks).phases

    self.graph = graph
    self.outputs = outputs
    self.epilogues = epilogues
    tasks = placement.tasks
    targetOfValue = placement.targetOfValue
    self.phases = phases
    slices = Slices(threads: threads)
    gathering =
      options.runs(.gatherAhead) && options.runs(.ownProducts)
      ? GatheringAhead(graph, tasks: placement.tasks, phases: phases, slices: slices)
      : GatheringAhead()
    tapes = Blueprint.tapes(placement, graph, demand, joinsProducts: options.runs(.multiplyAdd))
    adams = Blueprint.adams(patterns, placement)
    layout = BufferLayout(
      sizes: Blueprint.sizes(placement, graph),
      moments: (threads == 1 ? phases.flatMap { $0 }.map { [$0] } : phases).map { moment in
        moment.flatMap { placement.tasks[$0].accesses.map(\.value) }
      },
      kept: Set(outputs.map(\.1)), reuse: options.runs(.reuseMemory))
  }

  private static func tapes(
    _ placement: UpdatePlacement, _ graph: FlatGraph, _ demand: MemoryDemand, joinsProducts: Bool
  ) -> [Int: TapeCode] {
    var tapes: [Int: TapeCode] = [:]
    for (number, task) in placement.tasks.enumerated() {
      guard case .tape(let members) = task.kind else { continue }
      tapes[number] = TapeCode(
        graph, members: members, targets: placement.targetOfValue, joinsProducts: joinsProducts,
        isStored: demand.contains)
    }
    return tapes
  }

  /// The patterns that are tapes of their own and write all three results in place, which is all
  /// the kernel can do.
  private static func adams(_ patterns: [AdamPattern], _ placement: UpdatePlacement)
    -> [Int: AdamPattern]
  {
    var adams: [Int: AdamPattern] = [:]
    for (number, task) in placement.tasks.enumerated() {
      guard case .tape(let members) = task.kind,
        let pattern = patterns.first(where: { $0.members == members }),
        placement.targetOfValue[pattern.newWeight] == pattern.weight,
        placement.targetOfValue[pattern.newFirst] == pattern.firstMoment,
        placement.targetOfValue[pattern.newSecond] == pattern.secondMoment
      else { continue }
      adams[number] = pattern
    }
    return adams
  }

  /// Floats of each value that needs a buffer in the arena.
  private static func sizes(_ placement: UpdatePlacement, _ graph: FlatGraph) -> [Int: Int] {
    var sizes: [Int: Int] = [:]
    for access in placement.tasks.flatMap(\.accesses) where access.isWrite {
      guard graph.nodes.indices.contains(access.value), !graph.isPrivate(access.value) else {
        continue
      }
      let primitive = graph.nodes[access.value].primitive
      if primitive === Primitive.parameter || primitive === Primitive.state { continue }
      sizes[access.value] = graph.shape(access.value).count
    }
    return sizes
  }
}

/// What a plan is asked for: values to show and values to write.
struct PlanRoots {
  var outputs: [(name: String, node: Node)]
  var updates: [(target: Node, value: Node)]

  init(
    outputs: [(name: String, Expression)], updates: [(target: Expression, value: Expression)]
  ) throws {
    self.outputs = outputs.map { ($0.name, $0.1.node) }
    self.updates = updates.map { ($0.target.node, $0.value.node) }
    var seen: Set<String> = []
    for (target, value) in updates {
      guard
        target.node.primitive === Primitive.parameter
          || target.node.primitive === Primitive.state
      else { throw GraphError.notUpdatable(found: target.description) }
      guard target.shape == value.shape else {
        throw GraphError.shapeMismatch(
          operation: "update of \"\(target.node.name ?? "")\"", first: target.shape,
          second: value.shape)
      }
      guard seen.insert(target.node.name ?? "").inserted else {
        throw GraphError.updatedTwice(name: target.node.name ?? "")
      }
    }
  }

  /// All nodes the plan must know, in a fixed order: outputs, values, targets.
  var all: [Node] { outputs.map(\.node) + updates.map(\.value) + updates.map(\.target) }

  /// After the passes from graph to graph.
  ///
  /// Results that have no memory of their own (a parameter, a constant) are copied, so that
  /// everything downstream deals with computed values only.
  func simplified(_ options: PlanOptions, _ rowMajor: Set<String>) throws -> PlanRoots {
    var roots = self
    roots.replaceNodes(sharingSubexpressions(removingGates(all), leavesOnly: true))
    try checkLeaves(roots.all)
    var nodes = roots.overStoredForms(but: rowMajor).all
    if options.runs(.cancelTranspositions) { nodes = cancellingTranspositions(nodes) }
    nodes = sharingSubexpressions(nodes, leavesOnly: !options.runs(.shareSubexpressions))
    if options.runs(.foldConstants) { nodes = try foldingConstants(nodes) }
    if options.runs(.gatherFactors) { nodes = try gatheringFactors(nodes) }
    if options.runs(.foldConstants) && options.runs(.shareSubexpressions) {
      nodes = sharingSubexpressions(nodes, leavesOnly: false)
    }
    if options.runs(.shareLosses) { nodes = sharingLosses(nodes) }
    roots.replaceNodes(nodes)
    for position in outputs.indices {
      roots.outputs[position].node = try owned(roots.outputs[position].node)
    }
    for position in updates.indices {
      roots.updates[position].value = try owned(roots.updates[position].value)
    }
    return roots
  }

  /// Puts other nodes in the place of `all`.
  mutating func replaceNodes(_ nodes: [Node]) {
    for position in outputs.indices { outputs[position].node = nodes[position] }
    for position in updates.indices {
      updates[position].value = nodes[outputs.count + position]
      updates[position].target = nodes[outputs.count + updates.count + position]
    }
  }

  /// The node, or a copy of it if it shows memory that is not the plan's own to keep.
  private func owned(_ node: Node) throws -> Node {
    var base = node
    while base.primitive.lowering == .view { base = base.inputs[0] }
    switch base.primitive.lowering {
    case .source, .immediate, .table, .repetition:
      return try Primitive.copying(Expression(node)).node
    default: return node
    }
  }

  /// Leaves of one name and kind must be one node by now.
  private func checkLeaves(_ nodes: [Node]) throws {
    var known: [String: Node] = [:]
    for node in topologicalOrder(nodes) where node.primitive.lowering == .source {
      guard let name = node.name else { continue }
      if let other = known[name], other !== node {
        throw GraphError.conflictingLeaves(
          name: name, first: Expression(other).description,
          second: Expression(node).description)
      }
      known[name] = node
    }
  }
}
