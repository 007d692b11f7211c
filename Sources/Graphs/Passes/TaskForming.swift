import Tensors

/// Turns the graph into tasks, with what each touches and which must come before which.
struct TaskForming {
  private(set) var tasks: [PlanTask] = []
  /// The task that writes each value.
  private(set) var producer: [Int: Int] = [:]
  private let graph: FlatGraph
  private let fusion: Fusion
  private let demand: MemoryDemand
  private let epilogues: [Int: ProductEpilogue]
  private let slices: Slices

  init(
    _ graph: FlatGraph, fusion: Fusion, demand: MemoryDemand,
    epilogues: [Int: ProductEpilogue], threads: Int
  ) {
    self.graph = graph
    self.fusion = fusion
    self.demand = demand
    slices = Slices(threads: threads)
    self.epilogues = epilogues
    let folded = Set(epilogues.values.map(\.result))
    for node in graph.nodes.indices {
      if let group = fusion.groupOfNode[node] {
        if fusion.groups[group].last == node, !folded.contains(node) {
          formTape(fusion.groups[group])
        }
      } else {
        form(node)
      }
    }
    link()
  }

  /// The number under which the threads' partial sums of a total, or their parts of a derivative, are
  /// known.
  static func partials(of total: Int, in graph: FlatGraph) -> Int { graph.nodes.count + total }

  /// Makes each task wait for those that write what it reads.
  private mutating func link() {
    for (number, task) in tasks.enumerated() {
      for access in task.accesses where access.isWrite { producer[access.value] = number }
    }
    for number in tasks.indices {
      for access in tasks[number].accesses where !access.isWrite {
        if let source = producer[access.value] { tasks[number].prerequisites.insert(source) }
      }
    }
  }

  private mutating func add(_ kind: PlanTask.Kind, _ accesses: [Access]) {
    tasks.append(PlanTask(kind: kind, accesses: accesses))
  }
}

// MARK: - Tapes

extension TaskForming {
  private mutating func formTape(_ members: [Int]) {
    let domain = graph.domain(members[0]) ?? []
    let ranges = domain.rank == 0 ? slices.flat(0, granule: 1) : slices.elements(of: domain)
    var accesses: [Access] = []
    for member in members {
      for operand in graph.inputs[member] {
        let address = graph.addressing(of: operand, over: domain)
        guard let source = address.node, !members.contains(source) else { continue }
        accesses.append(.read(source, touched(address, ranges, domain)))
      }
      if graph.isTotal(member) {
        let partials = TaskForming.partials(of: member, in: graph)
        accesses.append(.write(partials, (0..<slices.threads).map { $0..<$0 + 1 }))
      } else if demand.contains(member) {
        accesses.append(.write(member, ranges))
      }
    }
    add(.tape(members), accesses)
    for total in members where graph.isTotal(total) { formCombination(total) }
  }

  private mutating func formCombination(_ total: Int) {
    let everyone = (0..<slices.threads).map { _ in 0..<slices.threads }
    let nothing = slices.flat(0, granule: 1)
    add(
      .combine(total),
      [
        .read(TaskForming.partials(of: total, in: graph), everyone), .write(total, nothing),
      ])
  }

  /// What a tape touches of an operand.
  ///
  /// Private values have no neighbours to conflict with.
  private func touched(_ address: Addressing, _ ranges: [Range<Int>], _ domain: Shape)
    -> [Range<Int>]
  {
    let columns = max(domain.rank == 0 ? 1 : domain[domain.rank - 1], 1)
    let busy = domain.rank == 0 ? (0..<slices.threads).map { _ in 0..<1 } : ranges
    switch address {
    case .constant: return ranges
    case .vector: return domain.rank == 0 ? busy : ranges
    case .scalar: return slices.whole(1, for: busy)
    case .row: return slices.whole(columns, for: busy)
    case .column:
      return busy.map { $0.lowerBound / columns..<($0.upperBound + columns - 1) / columns }
    }
  }
}

// MARK: - Everything else

extension TaskForming {
  private mutating func form(_ node: Int) {
    switch graph.lowering(node) {
    case .source:
      let primitive = graph.nodes[node].primitive
      if primitive === Primitive.input || primitive === Primitive.indices { formGather(node) }
    case .repetition:
      if demand.contains(node) { formSpread(node) }
    case .product: formProduct(node)
    case .transposition: formTransposition(node)
    case .sum: formAxisSum(node)
    case .rows(let operation): formRows(node, operation)
    case .lattice: formLattice(node)
    case .blocks(let operation): add(.blocks(node), graph.blockAccesses(node, operation, slices))
    case .recurrence: formRecurrence(node)
    case .convolution(let operation): formConvolution(node, operation)
    case .pooling: formPooling(node)
    case .immediate, .table, .view, .tape, .byproduct: break
    }
  }

  private mutating func formGather(_ node: Int) {
    let shape = graph.shape(node)
    let width = shape.rank == 0 || shape[0] == 0 ? 1 : shape.count / shape[0]
    add(.gather(node), [.write(node, slices.scaled(slices.batchRows(of: shape), by: width))])
  }

  private mutating func formSpread(_ node: Int) {
    guard case .repeated(let axis, _) = graph.nodes[node].attributes else { return }
    let source = graph.base(of: graph.inputs[node][0])
    let blocks = AxisBlocks(graph.shape(node), axis: axis)
    let outer = slices.flat(blocks.outer, granule: 1)
    add(
      .spread(node),
      [
        .read(source, slices.scaled(outer, by: blocks.inner)),
        .write(node, slices.scaled(outer, by: blocks.along * blocks.inner)),
      ])
  }

  private mutating func formProduct(_ node: Int) {
    let split = graph.productSplit(node, slices)
    let (first, second) = Primitive.transposes(graph.nodes[node].attributes)
    let (a, b) = (graph.base(of: graph.inputs[node][0]), graph.base(of: graph.inputs[node][1]))
    let (m, n) = (graph.shape(node)[0], graph.shape(node)[1])
    let inner = m == 0 ? 0 : graph.shape(a).count / m
    let wholeA = slices.whole(graph.shape(a).count, for: split.ranges)
    let wholeB = slices.whole(graph.shape(b).count, for: split.ranges)
    let byRows = split.axis == 0
    var accesses: [Access] = [
      .read(a, byRows && !first ? slices.scaled(split.ranges, by: inner) : wholeA),
      .read(b, !byRows && second ? slices.scaled(split.ranges, by: inner) : wholeB),
      .write(
        epilogues[node]?.result ?? node,
        byRows ? slices.scaled(split.ranges, by: n) : split.ranges),
    ]
    if let bias = epilogues[node]?.bias {
      accesses.append(.read(bias, byRows ? slices.whole(n, for: split.ranges) : split.ranges))
    }
    add(.product(node), accesses)
  }

  private mutating func formTransposition(_ node: Int) {
    let source = graph.base(of: graph.inputs[node][0])
    let rows = slices.batchRows(of: graph.shape(node))
    add(
      .transposition(node),
      [
        .read(source, slices.whole(graph.shape(source).count, for: rows)),
        .write(node, slices.scaled(rows, by: graph.shape(node)[1])),
      ])
  }

  private mutating func formAxisSum(_ node: Int) {
    guard case .axis(let axis) = graph.nodes[node].attributes else { return }
    let source = graph.base(of: graph.inputs[node][0])
    let operandShape = graph.shape(graph.inputs[node][0])
    let blocks = AxisBlocks(operandShape, axis: axis)
    let block = blocks.along * blocks.inner
    if blocks.outer == 1 {
      let columns = slices.elements(of: graph.shape(node))
      add(
        .axisSum(node),
        [.read(source, slices.whole(block, for: columns)), .write(node, columns)])
    } else {
      let outer = slices.flat(blocks.outer, granule: 1)
      add(
        .axisSum(node),
        [
          .read(source, slices.scaled(outer, by: block)),
          .write(node, slices.scaled(outer, by: blocks.inner)),
        ])
    }
  }

  private mutating func formRows(_ node: Int, _ operation: RowOperation) {
    let matrix = operation == .oneHot ? graph.shape(node) : graph.shape(graph.inputs[node][0])
    let columns = max(matrix[matrix.rank - 1], 1)
    let elements = slices.rows(of: matrix)
    let rows = elements.map { $0.lowerBound / columns..<$0.upperBound / columns }
    var accesses: [Access] = []
    for (position, operand) in graph.inputs[node].enumerated()
    where graph.immediate(node, position) == nil {
      let source = graph.base(of: operand)
      let isClassWeights = position == 2 && operation.takesClassWeights
      let ranges =
        isClassWeights
        ? slices.whole(columns, for: rows)
        : graph.shape(operand) == matrix ? elements : rows
      accesses.append(.read(source, ranges))
    }
    accesses.append(.write(node, graph.shape(node) == matrix ? elements : rows))
    if let losses = graph.lossesBeside(gradient: node) { accesses.append(.write(losses, rows)) }
    add(.rows(node), accesses)
  }

  private mutating func formLattice(_ node: Int) {
    guard let call = graph.latticeCall(node) else { return }
    func examples(_ node: Int) -> [Range<Int>] {
      let shape = graph.shape(node)
      return slices.scaled(slices.batchRows(of: shape), by: shape.count / max(1, shape[0]))
    }
    let reads = graph.inputs[node].map { Access.read(graph.base(of: $0), examples($0)) }
    let writes = [call.losses, call.gradient].compactMap { $0 }.map {
      Access.write($0, examples($0))
    }
    add(.lattice(call), reads + writes)
  }

  private mutating func formRecurrence(_ node: Int) {
    guard let call = RecurrenceCall(graph, node) else { return }
    let rows = slices.flat(call.rows, granule: 1)
    func ofRows(_ node: Int) -> [Range<Int>] {
      slices.scaled(rows, by: graph.shape(node).count / max(1, call.rows))
    }
    let reads = graph.inputs[node].enumerated().map { position, operand in
      Access.read(
        graph.base(of: operand),
        call.isShared(position)
          ? slices.whole(graph.shape(operand).count, for: rows) : ofRows(operand))
    }
    add(.recurrence(node), reads + call.results.map { Access.write($0, ofRows($0)) })
  }

  private mutating func formPooling(_ node: Int) {
    let rows = slices.batchRows(of: graph.shape(node))
    func divided(_ value: Int) -> [Range<Int>] {
      let shape = graph.shape(value)
      return slices.scaled(rows, by: shape.count / max(1, shape[0]))
    }
    let reads = graph.inputs[node].map { Access.read(graph.base(of: $0), divided($0)) }
    add(.pooling(node), reads + [.write(node, divided(node))])
  }

  private mutating func formConvolution(_ node: Int, _ operation: ConvolutionOperation) {
    let rows = slices.batchRows(of: graph.shape(graph.inputs[node][0]))
    func divided(_ value: Int) -> [Range<Int>] {
      let shape = graph.shape(value)
      return slices.scaled(rows, by: shape.count / max(1, shape[0]))
    }
    let (first, second) = (graph.inputs[node][0], graph.inputs[node][1])
    let count = graph.shape(second).count
    let isWeightGradient = operation == .weightGradient
    let reads: [Access] = [
      .read(graph.base(of: first), divided(first)),
      .read(
        graph.base(of: second),
        isWeightGradient ? divided(second) : slices.whole(count, for: rows)),
    ]
    guard isWeightGradient else {
      add(.convolution(node), reads + [.write(node, divided(node))])
      return
    }
    let parts = TaskForming.partials(of: node, in: graph)
    let size = graph.shape(node).count
    let own = (0..<slices.threads).map { $0 * size..<($0 + 1) * size }
    add(.convolution(node), reads + [.write(parts, own)])
    let weights = slices.elements(of: graph.shape(node))
    add(
      .combineConvolution(node),
      [.read(parts, slices.whole(slices.threads * size, for: weights)), .write(node, weights)])
  }
}

extension RowOperation {
  /// Whether the third operand holds one weight per class.
  var takesClassWeights: Bool {
    self == .crossEntropyOfIndices || self == .crossEntropyOfIndicesGradient
  }
}

extension FlatGraph {
  /// How a matrix product is divided: by rows of the result, by columns if it is a single row, not
  /// at all if it has a few rows but fewer than threads.
  func productSplit(_ node: Int, _ slices: Slices) -> (axis: Int, ranges: [Range<Int>]) {
    let (m, n) = (shape(node)[0], shape(node)[1])
    if m >= slices.threads { return (0, slices.flat(m, granule: 1)) }
    if m == 1 { return (1, slices.flat(n, granule: 16)) }
    return (0, slices.first(m))
  }
}
