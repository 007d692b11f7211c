import Tensors

/// Says what each task of a blueprint does, and what it touches.
struct StepDescriber {
  private let blueprint: Blueprint
  private let graph: FlatGraph
  private let words: GraphWords
  private let costs: CostModel

  init(_ blueprint: Blueprint, words: GraphWords, costs: CostModel) {
    self.blueprint = blueprint
    graph = blueprint.graph
    self.words = words
    self.costs = costs
  }

  /// One task as a step.
  func step(_ number: Int) -> PlanStep {
    let task = blueprint.tasks[number]
    let told = telling(number)
    return PlanStep(
      kind: told.kind, action: told.action, subject: told.subject, shape: told.shape,
      bytesMoved: task.bytesMoved, bytesHeld: blueprint.bytesHeld(by: task),
      operations: costs.work(number).operations, estimate: costs.mean(number),
      updated: blueprint.updated(by: task))
  }

  private typealias Telling = (
    kind: PlanStep.Kind, action: String, subject: String, shape: Shape
  )

  private func telling(_ number: Int) -> Telling {
    switch blueprint.tasks[number].kind {
    case .gather(let node):
      (
        .gather, "gather",
        words.name(node)
          + (blueprint.gathering.gatherOfProduct.values.contains(number) ? ", in the product" : ""),
        graph.shape(node)
      )
    case .tape(let members): tape(number, members)
    case .combine(let total):
      (.sum, "add up", words.output(total).map { "\($0) of the threads" } ?? "threads", [])
    case .product(let node): (.product, "product", product(number, node), graph.shape(node))
    case .transposition(let node): (.copy, "transpose", words.name(node), graph.shape(node))
    case .rows(let node): rows(node)
    case .lattice(let call): lattice(call)
    case .blocks(let node): blocks(node)
    case .recurrence(let node): recurrence(node)
    case .convolution(let node):
      (.convolution, "convolution", convolution(node), graph.shape(node))
    case .pooling(let node): pooling(node)
    case .combineConvolution(let node):
      (.sum, "add up", words.name(node) + " of the threads", graph.shape(node))
    case .axisSum(let node): (.sum, "sum", words.name(node), graph.shape(graph.inputs[node][0]))
    case .spread(let node): (.copy, "repeat", words.name(node), graph.shape(node))
    case .assign(_, let target): (.copy, "copy into", words.name(target), graph.shape(target))
    }
  }

  // MARK: Tapes

  private func tape(_ number: Int, _ members: [Int]) -> Telling {
    let domain = graph.domain(members[0]) ?? []
    if blueprint.adams[number] != nil {
      return (.update, "adam", targets(of: members).joined(separator: ", "), domain)
    }
    let targets = targets(of: members)
    if !targets.isEmpty {
      return (.update, "update", targets.joined(separator: ", "), domain)
    }
    let operations = members.map(operation)
    let subject = words.subject(of: members)
    guard operations.count > 1 else {
      let isBias = words.bias(addedBy: members[0]) != nil
      return (.elementwise, (isBias ? "add " : "") + operations[0], subject, domain)
    }
    return (.elementwise, "fused", "\(subject): \(listed(operations))", domain)
  }

  /// The parameters a tape writes; the states of an optimizer go with them.
  private func targets(of members: [Int]) -> [String] {
    let inside = Set(members)
    let written = blueprint.updates.filter { inside.contains($0.value) }.map(\.target)
    let parameters = written.filter(words.isParameter)
    var seen: Set<String> = []
    return (parameters.isEmpty ? written : parameters).map(words.name).filter {
      seen.insert($0).inserted
    }
  }

  private func operation(_ member: Int) -> String {
    if graph.isTotal(member) { return "sum" }
    if let bias = words.bias(addedBy: member) { return bias }
    guard case .tape(let operation) = graph.lowering(member) else { return "" }
    return operation.words
  }

  /// The first few of many.
  private func listed(_ operations: [String]) -> String {
    let most = 3
    guard operations.count > most + 1 else { return operations.joined(separator: ", ") }
    return operations.prefix(most).joined(separator: ", ") + ", … (\(operations.count))"
  }

  // MARK: Everything else

  /// The factors, and what is done to the product before it is stored.
  private func product(_ number: Int, _ node: Int) -> String {
    if let parameter = words.gradient(node) { return "gradient of \(parameter)" }
    let factors = graph.inputs[node].map(words.name).joined(separator: " x ")
    guard let epilogue = blueprint.epilogues[node] else { return factors }
    let after = [epilogue.bias == nil ? nil : "bias", epilogue.isRelu ? "relu" : nil]
    return factors + after.compactMap { $0 }.map { ", \($0)" }.joined()
  }

  private func rows(_ node: Int) -> Telling {
    guard case .rows(let operation) = graph.lowering(node) else {
      return (.rows, graph.nodes[node].primitive.name, words.name(node), graph.shape(node))
    }
    let shape = operation == .oneHot ? graph.shape(node) : graph.shape(graph.inputs[node][0])
    let subject = words.name(graph.inputs[node][0])
    guard graph.lossesBeside(gradient: node) != nil else {
      return (.rows, operation.words, subject, shape)
    }
    return (.rows, "softmax cross-entropy", "\(subject): losses and slope", shape)
  }

  /// The operands, or the parameter whose gradient it is.
  private func convolution(_ node: Int) -> String {
    if let parameter = words.gradient(node) { return "gradient of \(parameter)" }
    return graph.inputs[node].map(words.name).joined(separator: " x ")
  }

  private func pooling(_ node: Int) -> Telling {
    guard case .pooling(let operation) = graph.lowering(node) else {
      return (.pooling, "pool", words.name(node), graph.shape(node))
    }
    let operands = graph.inputs[node].map(words.name)
    return (
      .pooling, operation.words, operands.joined(separator: ", "), graph.shape(node)
    )
  }

  private func lattice(_ call: LatticeCall) -> Telling {
    let results = [call.losses == nil ? nil : "losses", call.gradient == nil ? nil : "slope"]
      .compactMap { $0 }.joined(separator: " and ")
    let scores = graph.inputs[call.node][0]
    return (
      .alignments, call.operation.words, "\(words.name(scores)): \(results)", graph.shape(scores)
    )
  }

  private func recurrence(_ node: Int) -> Telling {
    let cell = graph.nodes[node].attributes.recurrence?.cell
    return (
      .recurrence, cell?.words ?? "", words.subject(of: [node]), graph.shape(node)
    )
  }
}

extension StepDescriber {
  private func blocks(_ node: Int) -> Telling {
    guard case .blocks(let operation) = graph.lowering(node) else {
      return (.copy, graph.nodes[node].primitive.name, words.name(node), graph.shape(node))
    }
    switch operation {
    case .lookup: return (.gather, "look up", words.name(graph.inputs[node][0]), graph.shape(node))
    case .lookupGradient: return (.sum, "add at rows", words.name(node), graph.shape(node))
    case .permutation: return (.copy, "permute axes", words.name(node), graph.shape(node))
    case .part, .placement: return (.copy, "copy part", words.name(node), graph.shape(node))
    case .batchedProduct:
      let factors = graph.inputs[node].map(words.name).joined(separator: " x ")
      return (.product, "products", factors, graph.shape(node))
    }
  }
}

extension PlanTask {
  /// Bytes read and written, what several accesses share counted once.
  var bytesMoved: Int {
    var ranges: [Pair: [Range<Int>]] = [:]
    for access in accesses {
      ranges[Pair(value: access.value, isWrite: access.isWrite), default: []] += access.ranges
    }
    return 4 * ranges.values.reduce(0) { $0 + $1.elementsCovered }
  }

  private struct Pair: Hashable {
    let value: Int
    let isWrite: Bool
  }
}

extension [Range<Int>] {
  /// How many numbers lie in some of the ranges.
  fileprivate var elementsCovered: Int {
    var (count, end) = (0, 0)
    for range in sorted(by: { $0.lowerBound < $1.lowerBound }) where range.upperBound > end {
      count += range.upperBound - Swift.max(range.lowerBound, end)
      end = range.upperBound
    }
    return count
  }
}

extension Blueprint {
  /// Bytes of the arena that a task's results take.
  fileprivate func bytesHeld(by task: PlanTask) -> Int {
    let values = Set(task.accesses.filter(\.isWrite).map(\.value))
    return 4
      * values.reduce(0) { sum, value in
        layout.offsets[value] == nil ? sum : sum + graph.shape(value).count
      }
  }

  /// The parameters and states a task writes.
  fileprivate func updated(by task: PlanTask) -> [String] {
    var seen: Set<Int> = []
    return task.accesses.filter(\.isWrite).map(\.value).filter {
      graph.nodes.indices.contains($0) && graph.isStored($0) && seen.insert($0).inserted
    }.compactMap { graph.nodes[$0].name }
  }
}
