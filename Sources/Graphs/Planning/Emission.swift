import CKernels
import Tensors

/// Gives a blueprint addresses: one list of steps for each thread.
struct Emission {
  let blueprint: Blueprint
  let graph: FlatGraph
  let slices: Slices
  private let store: ParameterStore
  let options: PlanOptions
  let memory: PlanMemory
  let leaves: PlanLeaves
  private(set) var convolutionParts: [Int: ConvolutionParts] = [:]
  private var tableOffsets: [Int: Int] = [:]
  private var privateOffsets: [Int: Int] = [:]
  private var partialOffsets: [Int: Int] = [:]

  init(_ blueprint: Blueprint, store: ParameterStore, options: PlanOptions) throws {
    self.blueprint = blueprint
    self.store = store
    self.options = options
    graph = blueprint.graph
    slices = blueprint.slices
    leaves = PlanLeaves(graph)
    var sections = PlanMemory.Sections()
    sections.buffers = blueprint.layout.count
    var privates = 0
    for node in graph.nodes.indices {
      if graph.lowering(node) == .table || graph.lowering(node) == .immediate {
        tableOffsets[node] = sections.tables
        sections.tables += PlanMemory.Sections.rounded(graph.shape(node).count)
      }
      if graph.isPrivate(node) {
        privateOffsets[node] = privates
        privates += 1
      }
    }
    sections.scalars = PlanMemory.Sections.rounded(leaves.scalars.count)
    sections.privates = PlanMemory.Sections.rounded(privates)
    var doubles = 0
    for (_, tape) in blueprint.tapes.sorted(by: { $0.key < $1.key }) {
      sections.scratch = max(sections.scratch, tape.scratchFloats)
      for (position, total) in tape.totals.enumerated() {
        partialOffsets[total] = doubles + position
      }
      doubles += tape.totals.count
    }
    for case .lattice(let call) in blueprint.tasks.map(\.kind) {
      sections.scratch = max(sections.scratch, call.scratchFloats(graph))
    }
    for case .recurrence(let node) in blueprint.tasks.map(\.kind) {
      sections.scratch = max(
        sections.scratch, RecurrenceCall(graph, node)?.scratchFloats ?? 0)
    }
    if options.runs(.ownProducts) {
      for node in blueprint.products {
        sections.scratch = max(sections.scratch, graph.productScratch(node))
      }
    }
    sections.scratch = PlanMemory.Sections.rounded(sections.scratch)
    sections.partials = PlanMemory.Sections.rounded(2 * doubles)
    memory = PlanMemory(
      sections, threads: slices.threads, sources: leaves.sources.count)
    fillTables()
    makeConvolutionParts()
  }

  /// The steps of every thread with what they belong to, barriers between the phases.
  func steps() throws -> [[(step: Step, place: StepPlace)]] {
    var lists = [[(step: Step, place: StepPlace)]](repeating: [], count: slices.threads)
    for (position, phase) in blueprint.phases.enumerated() {
      for thread in lists.indices {
        if position > 0, slices.threads > 1 {
          lists[thread].append((.barrier, .barrier(position - 1)))
        }
        for task in phase { lists[thread] += try emit(task, thread).map { ($0, .task(task)) } }
      }
    }
    return lists
  }

  /// Where a value lies, as seen by a thread.
  func address(_ node: Int, thread: Int = 0) throws -> UnsafeMutablePointer<Float> {
    let node = blueprint.targetOfValue[node] ?? node
    let leaf = graph.nodes[node]
    if leaf.primitive === Primitive.parameter || leaf.primitive === Primitive.state {
      return try store.address(of: leaf.name ?? "", stored: leaf.shape)
    }
    if let scalar = leaves.scalars.firstIndex(where: { $0.node == node }) {
      return memory.fedScalars + scalar
    }
    if let offset = tableOffsets[node] { return memory.tables + offset }
    if let offset = privateOffsets[node] { return memory.privates(of: thread) + offset }
    guard let offset = blueprint.layout.offsets[node] else {
      throw GraphError.refused(
        operation: "a value without memory: \(leaf.primitive.name)", status: 0)
    }
    return memory.arena.base + offset
  }

  private mutating func makeConvolutionParts() {
    for case .combineConvolution(let node) in blueprint.tasks.map(\.kind) {
      let parts = ConvolutionParts(graph.shape(node), threads: slices.threads)
      convolutionParts[node] = parts
      memory.keep(parts)
    }
  }

  private func fillTables() {
    for (node, offset) in tableOffsets {
      let target = memory.tables + offset
      switch graph.nodes[node].attributes {
      case .values(let values):
        for (index, value) in values.enumerated() { target[index] = Float(value) }
      case .value(let value):
        target.update(repeating: Float(value), count: graph.shape(node).count)
      default: break
      }
    }
  }
}

// MARK: - One task, one thread

extension Emission {
  private func emit(_ number: Int, _ thread: Int) throws -> [Step] {
    switch blueprint.tasks[number].kind {
    case .gather(let node):
      try blueprint.gathering.gatherOfProduct.values.contains(number) ? [] : gather(node, thread)
    case .tape: try tape(number, thread)
    case .combine(let total): [try combine(total, thread)]
    case .product(let node): try product(number, node, thread)
    case .transposition(let node): try transposition(node, thread)
    case .rows(let node): try rows(node, thread)
    case .lattice(let call): try lattice(call, thread)
    case .blocks(let node): try blocks(node, thread)
    case .recurrence(let node): try recurrence(node, thread)
    case .convolution(let node): try convolution(node, thread)
    case .combineConvolution(let node): try combineConvolution(node, thread)
    case .pooling(let node): try pooling(node, thread)
    case .axisSum(let node): try axisSum(node, thread)
    case .spread(let node): try spread(node, thread)
    case .assign(let value, let target): try assign(value, target, thread)
    }
  }

  func gather(_ node: Int, _ thread: Int) throws -> [Step] {
    let shape = graph.shape(node)
    let rows = slices.batchRows(of: shape)[thread]
    guard !rows.isEmpty, let source = leaves.sources.firstIndex(where: { $0.node == node }) else {
      return []
    }
    let width = shape.rank == 0 ? 1 : shape.count / max(shape[0], 1)
    return [
      .gather(
        GatherStep(
          source: memory.sources + source, order: memory.order, first: rows.lowerBound,
          count: rows.count, width: width,
          isIndices: graph.nodes[node].primitive === Primitive.indices,
          result: try address(node) + rows.lowerBound * width))
    ]
  }

  private func tape(_ number: Int, _ thread: Int) throws -> [Step] {
    guard let code = blueprint.tapes[number] else { return [] }
    let range = code.domain.rank == 0 ? 0..<1 : slices.elements(of: code.domain)[thread]
    if range.isEmpty && code.totals.isEmpty { return [] }
    if let pattern = blueprint.adams[number] { return [.adam(try adam(pattern, range, thread))] }
    let registers = try code.registers.map { try tapeRegister($0, thread) }
    let program = try memory.program(
      code.instructions, registers, partials: code.totals.count, inner: max(code.columns, 1))
    let partials = code.totals.first.map { total in
      memory.partials(of: thread) + (partialOffsets[total] ?? 0)
    }
    return [
      .tape(
        TapeStep(
          program: program, begin: Int64(range.lowerBound), end: Int64(range.upperBound),
          scratch: memory.scratch(of: thread), partials: partials,
          flushesSubnormals: isUpdate(number)))
    ]
  }

  /// Whether a tape writes into parameters or states.
  private func isUpdate(_ number: Int) -> Bool {
    guard case .tape(let members) = blueprint.tasks[number].kind else { return false }
    return members.contains { blueprint.targetOfValue[$0] != nil }
  }

  private func adam(_ pattern: AdamPattern, _ range: Range<Int>, _ thread: Int) throws -> AdamStep {
    func number(_ coefficient: AdamPattern.Coefficient) throws -> AdamStep.Number {
      switch coefficient {
      case .constant(let value): .constant(value)
      case .node(let node): .fed(UnsafePointer(try address(node, thread: thread)))
      }
    }
    func start(_ node: Int) throws -> UnsafeMutablePointer<Float> {
      try address(graph.base(of: node), thread: thread) + range.lowerBound
    }
    return AdamStep(
      coefficients: adam_coefficients(
        beta1: pattern.beta1, fresh1: pattern.fresh1, beta2: pattern.beta2, fresh2: pattern.fresh2,
        rate: 0, rescale: 0, epsilon: pattern.epsilon, shrink: 0),
      rate: try number(pattern.rate), rescale: try number(pattern.rescale),
      shrink: try number(pattern.shrink), gradient: UnsafePointer(try start(pattern.gradient)),
      weights: try start(pattern.weight), firstMoment: try start(pattern.firstMoment),
      secondMoment: try start(pattern.secondMoment), count: range.count)
  }

  private func tapeRegister(_ register: TapeCode.Register, _ thread: Int) throws -> tape_register {
    switch register {
    case .tile: return tape_register(storage: TAPE_TILE, value: 0, memory: nil)
    case .constant(let value):
      return tape_register(storage: TAPE_CONSTANT, value: value, memory: nil)
    case .memory(let addressing):
      let storage =
        switch addressing {
        case .vector, .constant: TAPE_VECTOR
        case .scalar: TAPE_SCALAR
        case .row: TAPE_ROW
        case .column: TAPE_COLUMN
        }
      return tape_register(
        storage: storage, value: 0, memory: try address(addressing.node ?? 0, thread: thread))
    }
  }

  private func combine(_ total: Int, _ thread: Int) throws -> Step {
    .combine(
      CombineStep(
        partials: memory.partials(of: 0) + (partialOffsets[total] ?? 0),
        stride: memory.partialStride, threads: slices.threads,
        result: try address(total, thread: thread)))
  }

  private func transposition(_ node: Int, _ thread: Int) throws -> [Step] {
    let shape = graph.shape(node)
    let rows = slices.batchRows(of: shape)[thread]
    guard !rows.isEmpty else { return [] }
    let source = try address(graph.base(of: graph.inputs[node][0]), thread: thread)
    return [
      .transpose(
        TransposeStep(
          source: UnsafePointer(source) + rows.lowerBound, rows: shape[1], columns: rows.count,
          sourceStride: shape[0],
          result: try address(node, thread: thread) + rows.lowerBound * shape[1]))
    ]
  }

  private func axisSum(_ node: Int, _ thread: Int) throws -> [Step] {
    guard case .axis(let axis) = graph.nodes[node].attributes else { return [] }
    let operand = graph.inputs[node][0]
    let blocks = AxisBlocks(graph.shape(operand), axis: axis)
    let source = try address(graph.base(of: operand), thread: thread)
    let result = try address(node, thread: thread)
    let columns =
      blocks.outer == 1 ? slices.elements(of: graph.shape(node))[thread] : 0..<blocks.inner
    let outer = blocks.outer == 1 ? 0..<1 : slices.flat(blocks.outer, granule: 1)[thread]
    guard !columns.isEmpty, !outer.isEmpty else { return [] }
    return [
      .columnSums(
        ColumnSumStep(
          source: source + outer.lowerBound * blocks.along * blocks.inner, blocks: outer.count,
          rows: blocks.along, columns: blocks.inner, first: columns.lowerBound,
          last: columns.upperBound, result: result + outer.lowerBound * blocks.inner))
    ]
  }

  private func spread(_ node: Int, _ thread: Int) throws -> [Step] {
    guard case .repeated(let axis, _) = graph.nodes[node].attributes else { return [] }
    let blocks = AxisBlocks(graph.shape(node), axis: axis)
    let outer = slices.flat(blocks.outer, granule: 1)[thread]
    guard !outer.isEmpty else { return [] }
    let source = try address(graph.base(of: graph.inputs[node][0]), thread: thread)
    return [
      .spread(
        SpreadStep(
          source: source + outer.lowerBound * blocks.inner, blocks: outer.count,
          times: blocks.along, inner: blocks.inner,
          result: try address(node, thread: thread)
            + outer.lowerBound * blocks.along * blocks.inner))
    ]
  }

  private func assign(_ value: Int, _ target: Int, _ thread: Int) throws -> [Step] {
    let shape = graph.shape(target)
    let range = (shape.rank == 0 ? slices.first(1) : slices.elements(of: shape))[thread]
    guard !range.isEmpty else { return [] }
    return [
      .copy(
        from: try address(value, thread: thread) + range.lowerBound,
        to: try address(target, thread: thread) + range.lowerBound, count: range.count)
    ]
  }

  private func lattice(_ call: LatticeCall, _ thread: Int) throws -> [Step] {
    let examples = slices.batchRows(of: graph.shape(graph.inputs[call.node][0]))[thread]
    guard !examples.isEmpty else { return [] }
    return [
      .lattice(
        LatticeStep(
          operation: call.operation,
          batch: try call.batch(graph) { try address($0, thread: thread) }, examples: examples,
          scratch: memory.scratch(of: thread)))
    ]
  }

  private func rows(_ node: Int, _ thread: Int) throws -> [Step] {
    guard case .rows(let operation) = graph.lowering(node) else { return [] }
    let matrix = operation == .oneHot ? graph.shape(node) : graph.shape(graph.inputs[node][0])
    let columns = max(matrix[matrix.rank - 1], 1)
    let elements = slices.rows(of: matrix)[thread]
    guard !elements.isEmpty else { return [] }
    return [
      .rows(
        try RowStepBuilder(
          graph: graph, node: node, operation: operation, columns: columns,
          rows: elements.lowerBound / columns..<elements.upperBound / columns,
          isMatrix: { $0 == matrix }, address: { try address($0, thread: thread) }
        ).step())
    ]
  }
}
