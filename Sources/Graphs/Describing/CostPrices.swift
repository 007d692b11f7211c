import CKernels
import Tensors

/// What operations cost, by the number of floats an instruction works on.
struct CostPrices {
  /// How much longer a loop of vector instructions takes than with 16 floats at a time.
  private let slower: Double

  init(floats: Int) {
    slower = floats >= 16 ? 1 : floats >= 8 ? 1.6 : 3
  }

  /// Floats an instruction of the kernels works on.
  static var floatsAtATime: Int {
    switch kernels_selected() {
    case KERNELS_AVX512: 16
    case KERNELS_AVX2: 8
    default: 4
    }
  }

  /// What a task is made of.
  func work(_ number: Int, _ blueprint: Blueprint) -> CostModel.Work {
    let graph = blueprint.graph
    func count(_ node: Int) -> Int { graph.shape(node).count }
    switch blueprint.tasks[number].kind {
    case .product(let node): return product(node, graph)
    case .tape(let members): return tape(members, blueprint.adams[number] != nil, graph)
    case .rows(let node): return rows(node, graph)
    case .lattice(let call): return lattice(call, graph)
    case .blocks(let node): return blocks(node, graph)
    case .recurrence(let node): return recurrence(node, graph)
    case .convolution(let node): return convolution(node, graph)
    case .pooling(let node): return pooling(node, graph)
    case .combineConvolution(let node):
      return work(call: 30, each: 0.06, count(node) * blueprint.slices.threads)
    case .gather(let node):
      let rows = graph.shape(node).rank == 0 ? 1 : graph.shape(node)[0]
      return work(call: 20, each: 0.1, count(node), perRow: 3, rows: rows)
    case .axisSum(let node): return work(call: 30, each: 0.06, count(graph.inputs[node][0]))
    case .transposition(let node): return work(call: 20, each: 0.3, count(node))
    case .spread(let node): return work(call: 20, each: 0.08, count(node))
    case .assign(let value, _): return work(call: 15, each: 0.04, count(value))
    case .combine: return work(call: 5, each: 1, blueprint.slices.threads)
    }
  }

  private func work(
    call: Double, each: Double, _ elements: Int, perRow: Double = 0, rows: Int = 0
  ) -> CostModel.Work {
    CostModel.Work(
      call: call, compute: each * slower * Double(elements) + perRow * Double(rows),
      operations: elements)
  }

  /// Short rows cost by their number: maxima, sums and logarithms come once for each.
  private func rows(_ node: Int, _ graph: FlatGraph) -> CostModel.Work {
    let shape = graph.shape(graph.inputs[node][0])
    let columns = shape.rank == 0 ? 1 : max(1, shape[shape.rank - 1])
    let elements = max(shape.count, graph.shape(node).count)
    switch graph.lowering(node) {
    case .rows(.maximum), .rows(.pick), .rows(.oneHot):
      return work(call: 20, each: 0.1, elements, perRow: 5, rows: elements / columns)
    default:
      return work(call: 30, each: 0.6, elements, perRow: 98, rows: shape.count / columns)
    }
  }

  /// Two operations for each of m · n · k terms; narrow products leave most of a vector idle.
  private func product(_ node: Int, _ graph: FlatGraph) -> CostModel.Work {
    let (m, n) = (graph.shape(node)[0], graph.shape(node)[1])
    return product(
      rows: m, columns: n, depth: m == 0 ? 0 : graph.shape(graph.inputs[node][0]).count / m)
  }

  private func product(rows m: Int, columns n: Int, depth k: Int) -> CostModel.Work {
    let terms = m * n * k
    if terms < 1 << 15 {
      return CostModel.Work(
        call: 20, compute: Double(terms) * (0.06 + 0.35 / Double(max(1, min(m, n)))) * slower,
        operations: 2 * terms)
    }
    return CostModel.Work(
      call: 1_000, compute: Double(terms) * 0.0125 * slower, operations: 2 * terms)
  }

  /// Two operations for each term; the library takes a while to begin.
  private func convolution(_ node: Int, _ graph: FlatGraph) -> CostModel.Work {
    let rows = graph.shape(graph.inputs[node][0])[0]
    let terms = rows * (graph.nodes[node].attributes.convolution?.termsOfRow ?? 0)
    return CostModel.Work(
      call: 3_000, compute: Double(terms) * 0.0125 * slower, operations: 2 * terms)
  }

  /// A visit to each number a window sees, and a second one where the maximum is looked for again;
  /// channels that do not fill a vector leave the rest of it idle.
  private func pooling(_ node: Int, _ graph: FlatGraph) -> CostModel.Work {
    guard let geometry = graph.nodes[node].attributes.pooling, geometry.channels > 0 else {
      return CostModel.Work()
    }
    let seen = graph.shape(node)[0] * geometry.termsOfRow
    let vectors = (geometry.channels + 15) / 16
    let idle = Double(vectors * 16) / Double(geometry.channels)
    let visits = graph.lowering(node) == .pooling(.maximumGradient) ? 2.0 : 1.0
    return work(call: 30, each: 0.08 * visits * idle, seen)
  }

  private func tape(_ members: [Int], _ isAdam: Bool, _ graph: FlatGraph) -> CostModel.Work {
    let elements = (graph.domain(members[0]) ?? []).count
    if isAdam { return work(call: 30, each: 0.3, elements) }
    let each = members.reduce(0.0) { sum, member in
      guard case .tape(let operation) = graph.lowering(member) else { return sum + 0.1 }
      return sum + operation.price
    }
    var work = work(call: 25 + 8 * Double(members.count), each: each, elements)
    work.operations = elements * members.count
    return work
  }

  /// An exponential for each score, and a few for each cell of a lattice.
  private func lattice(_ call: LatticeCall, _ graph: FlatGraph) -> CostModel.Work {
    let scores = graph.shape(graph.inputs[call.node][0])
    let places = graph.shape(graph.inputs[call.node][1])[1] + 1
    let cells = scores[0] * scores[1] * places
    let once = Double(scores.count) * 0.8 + Double(cells) * 8
    return CostModel.Work(
      call: 100, compute: once * slower * (call.gradient == nil ? 1 : 2), operations: cells)
  }

  /// The products of all frames, and a few exponentials for each state.
  private func recurrence(_ node: Int, _ graph: FlatGraph) -> CostModel.Work {
    guard let call = RecurrenceCall(graph, node) else { return CostModel.Work() }
    let states = call.terms / max(1, call.units)
    return CostModel.Work(
      call: 100 + 50 * Double(call.frames),
      compute: (Double(call.terms) * 0.016 + Double(states) * 0.6) * slower,
      operations: 2 * call.terms)
  }
}

extension CostPrices {
  private func blocks(_ node: Int, _ graph: FlatGraph) -> CostModel.Work {
    func count(_ node: Int) -> Int { graph.shape(node).count }
    guard case .blocks(let operation) = graph.lowering(node) else { return CostModel.Work() }
    switch operation {
    case .lookup:
      return work(call: 20, each: 0.1, count(node), perRow: 3, rows: count(graph.inputs[node][1]))
    case .lookupGradient:
      let (positions, added) = (graph.inputs[node][0], graph.inputs[node][1])
      return work(
        call: 30, each: 0.15, count(added) + count(node) / 4, perRow: 5, rows: count(positions))
    case .permutation: return work(call: 20, each: 0.3, count(node))
    case .part, .placement: return work(call: 15, each: 0.04, count(node))
    case .batchedProduct:
      let size = ProductSize(graph, node)
      let batch = graph.shape(node)[0]
      let one = product(rows: size.rows, columns: size.columns, depth: size.depth)
      return CostModel.Work(
        call: 20, compute: Double(batch) * (one.compute + 30 * slower),
        operations: batch * one.operations)
    }
  }
}

extension TapeOperation {
  /// Nanoseconds for one element with 16 floats at a time.
  fileprivate var price: Double {
    switch self {
    case .copy, .add, .subtract, .multiply, .maximum, .minimum, .negate, .absolute, .square, .relu,
      .sign, .floor, .ceiling, .round, .less, .lessOrEqual, .greater, .greaterOrEqual, .equal,
      .notEqual, .select:
      0.08
    case .divide, .squareRoot: 0.12
    case .exponential, .logarithm, .sigmoid: 0.4
    case .tanh: 0.4
    case .logarithmOfOnePlus, .exponentialMinusOne, .erf, .softplus, .logCosh: 0.7
    case .sine, .cosine, .tangent, .hyperbolicSine, .hyperbolicCosine: 0.8
    case .arcsine, .arccosine, .arctangent: 0.8
    case .power: 1.2
    case .dropout: 0.75
    }
  }
}
