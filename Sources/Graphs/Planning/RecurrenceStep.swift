import CKernels
import Tensors

/// One direction of a recurrence over some rows, forward or back.
struct RecurrenceStep {
  enum Pass {
    case forward(recurrence_pass)
    case back(recurrence_slope_pass)
  }

  let pass: Pass
  let rows: Range<Int>
  let scratch: UnsafeMutablePointer<Float>

  func run() {
    let (begin, end) = (Int64(rows.lowerBound), Int64(rows.upperBound))
    switch pass {
    case .forward(var pass): recurrence_rows(&pass, begin, end, scratch)
    case .back(var pass): recurrence_slope_rows(&pass, begin, end, scratch)
    }
  }
}

extension RecurrentCell {
  fileprivate var kernel: recurrent_cell {
    switch self {
    case .lstm: RECURRENT_LSTM
    case .gru: RECURRENT_GRU
    case .tanh: RECURRENT_TANH
    }
  }
}

/// A recurrence or its gradient in a graph, before it has memory.
struct RecurrenceCall {
  let node: Int
  let recurrence: Recurrence
  let isGradient: Bool
  private let graph: FlatGraph

  init?(_ graph: FlatGraph, _ node: Int) {
    guard graph.lowering(node) == .recurrence,
      let recurrence = graph.nodes[node].attributes.recurrence
    else { return nil }
    self.graph = graph
    self.node = node
    self.recurrence = recurrence
    isGradient = graph.nodes[node].primitive === Primitive.recurrenceGradient
  }

  /// Rows, frames and units.
  var rows: Int { graph.shape(graph.inputs[node][0])[0] }
  var frames: Int { graph.shape(graph.inputs[node][isGradient ? 3 : 1])[1] }
  var units: Int { graph.shape(graph.inputs[node][isGradient ? 3 : 2])[isGradient ? 2 : 0] }

  /// Floats of scratch a thread needs.
  var scratchFloats: Int { Int(recurrence_scratch_floats(recurrence.cell.kernel, Int64(units))) }

  /// Products of weights, of all frames and directions.
  var terms: Int {
    rows * frames * units * units * recurrence.cell.gates
      * (isGradient ? 1 : recurrence.isBackward.count)
  }

  /// Whether all rows share an operand.
  func isShared(_ position: Int) -> Bool {
    isGradient ? position == 1 : recurrence.isShared(position)
  }

  /// The values the kernel writes.
  var results: [Int] {
    [node]
      + graph.nodes.indices.filter {
        graph.lowering($0) == .byproduct && graph.inputs[$0][0] == node
      }
  }

  private func byproduct(_ primitive: Primitive, _ direction: Int) -> Int? {
    results.first {
      graph.nodes[$0].primitive === primitive
        && graph.nodes[$0].attributes.recurrence?.direction == direction
    }
  }

  /// One kernel call for each direction; `address` says where a node lies.
  func passes(
    address: (Int) throws -> UnsafeMutablePointer<Float>
  ) rethrows -> [RecurrenceStep.Pass] {
    if isGradient { return [.back(try back(address))] }
    return try recurrence.isBackward.indices.map { .forward(try forward($0, address)) }
  }

  private func forward(
    _ direction: Int, _ address: (Int) throws -> UnsafeMutablePointer<Float>
  ) rethrows -> recurrence_pass {
    func operand(_ position: Int) throws -> UnsafePointer<Float> {
      UnsafePointer(try address(graph.base(of: graph.inputs[node][position])))
    }
    let gates = recurrence.gates(direction)
    let result = try address(node) + direction * units
    return recurrence_pass(
      cell: recurrence.cell.kernel, backward: recurrence.isBackward[direction],
      frames: Int64(frames), units: Int64(units), lengths: try operand(0),
      gates: try operand(gates), weight: try operand(gates + 1),
      bias: recurrence.cell.hasBias ? try operand(gates + 2) : nil,
      states: recurrence.isLast ? nil : result, last: recurrence.isLast ? result : nil,
      stride: Int64(recurrence.isBackward.count * units),
      kept: try byproduct(.recurrenceKept, direction).map(address),
      before: try byproduct(.recurrenceBefore, direction).map(address))
  }

  private func back(
    _ address: (Int) throws -> UnsafeMutablePointer<Float>
  ) rethrows -> recurrence_slope_pass {
    func operand(_ position: Int) throws -> UnsafePointer<Float> {
      UnsafePointer(try address(graph.base(of: graph.inputs[node][position])))
    }
    let direction = recurrence.direction
    return recurrence_slope_pass(
      cell: recurrence.cell.kernel, backward: recurrence.isBackward[direction],
      frames: Int64(frames), units: Int64(units), lengths: try operand(0), weight: try operand(1),
      kept: try operand(2), before: try operand(3), upstream: try operand(4) + direction * units,
      stride: Int64(recurrence.isBackward.count * units), upstream_of_last: recurrence.isLast,
      hidden_slope: try address(node),
      gate_slope: try byproduct(.recurrenceGateGradient, direction).map(address))
  }
}

extension Emission {
  func recurrence(_ node: Int, _ thread: Int) throws -> [Step] {
    guard let call = RecurrenceCall(graph, node) else { return [] }
    let rows = slices.flat(call.rows, granule: 1)[thread]
    guard !rows.isEmpty else { return [] }
    return try call.passes { try address($0, thread: thread) }.map {
      .recurrence(RecurrenceStep(pass: $0, rows: rows, scratch: memory.scratch(of: thread)))
    }
  }
}
