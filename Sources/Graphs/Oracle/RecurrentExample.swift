import Glibc
import Tensors

/// One row of a recurrence in one direction, computed plainly.
struct RecurrentExample {
  private let cell: RecurrentCell
  private let units: Int
  /// The gates of each frame.
  private let gates: [[Double]]
  /// The frames that count, in the order in which they are taken.
  private let order: [Int]
  private let weight: DoubleArray
  private let bias: [Double]

  /// What it comes to, frame by frame; 0 in frames that do not count.
  struct Trace {
    var states: [[Double]]
    var kept: [[Double]]
    var before: [[Double]]
    /// The state after the last frame taken.
    var last: [Double]
  }

  init(
    _ inputs: [DoubleArray], row: Int, of recurrence: Recurrence, _ direction: Int
  ) throws {
    let position = recurrence.gates(direction)
    let all = inputs[position]
    cell = recurrence.cell
    weight = inputs[position + 1]
    units = weight.shape[0]
    bias = cell.hasBias ? inputs[position + 2].values : []
    let frames = all.shape[1]
    gates = (0..<frames).map { Array(all.row(row * frames + $0)) }
    order = try recurrence.order(
      length: inputs[0].values[row], frames: frames, row: row, direction)
  }

  func trace() -> Trace {
    let nothing = [Double](repeating: 0, count: units)
    var trace = Trace(
      states: gates.map { _ in nothing },
      kept: gates.map { _ in [Double](repeating: 0, count: cell.kept * units) },
      before: gates.map { _ in nothing }, last: nothing)
    var memory = nothing
    for time in order {
      trace.before[time] = trace.last
      trace.kept[time] = step(time, &trace.last, &memory)
      trace.states[time] = trace.last
    }
    return trace
  }

  /// One frame: the new state and memory, and what is kept of it.
  private func step(_ time: Int, _ hidden: inout [Double], _ memory: inout [Double]) -> [Double] {
    let x = gates[time]
    let sums = (0..<cell.gates * units).map { column in
      (0..<units).reduce(bias.isEmpty ? 0 : bias[column]) {
        $0 + hidden[$1] * weight.values[$1 * cell.gates * units + column]
      }
    }
    var kept = [Double](repeating: 0, count: cell.kept * units)
    for unit in 0..<units {
      func gate(_ part: Int) -> Double { x[part * units + unit] + sums[part * units + unit] }
      let parts: [Double]
      switch cell {
      case .lstm:
        let (i, f, g, o) = (logistic(gate(0)), logistic(gate(1)), tanh(gate(2)), logistic(gate(3)))
        memory[unit] = f * memory[unit] + i * g
        hidden[unit] = o * tanh(memory[unit])
        parts = [i, f, g, o, memory[unit]]
      case .gru:
        let (r, z, q) = (logistic(gate(0)), logistic(gate(1)), sums[2 * units + unit])
        let n = tanh(x[2 * units + unit] + r * q)
        hidden[unit] = (1 - z) * n + z * hidden[unit]
        parts = [r, z, n, q]
      case .tanh:
        hidden[unit] = tanh(gate(0))
        parts = [hidden[unit]]
      }
      for (part, value) in parts.enumerated() { kept[part * units + unit] = value }
    }
    return kept
  }
}

/// The slopes of one row of a recurrence in one direction, computed plainly, frame by frame.
struct RecurrentSlope {
  /// At h V.
  private(set) var hidden: [[Double]]
  /// At the gates.
  private(set) var gates: [[Double]]

  private let recurrence: Recurrence
  private let units: Int
  private let weight: DoubleArray
  private let kept: [[Double]]
  private let before: [[Double]]

  /// Reads the operands of a gradient.
  init(_ inputs: [DoubleArray], row: Int, of recurrence: Recurrence) throws {
    self.recurrence = recurrence
    weight = inputs[1]
    units = inputs[3].columns
    let frames = inputs[3].shape[1]
    kept = (0..<frames).map { Array(inputs[2].row(row * frames + $0)) }
    before = (0..<frames).map { Array(inputs[3].row(row * frames + $0)) }
    hidden = (0..<frames).map { _ in
      [Double](repeating: 0, count: recurrence.cell.gates * inputs[3].columns)
    }
    gates = hidden
    let order = try recurrence.order(
      length: inputs[0].values[row], frames: frames, row: row, recurrence.direction)
    run(order, upstream: inputs[4], row: row)
  }

  /// Goes through the frames in the opposite order.
  private mutating func run(_ order: [Int], upstream: DoubleArray, row: Int) {
    var slope = [Double](repeating: 0, count: units)
    var memory = slope
    for (position, time) in order.enumerated().reversed() {
      let place: Int? =
        recurrence.isLast
        ? (position == order.count - 1 ? row : nil) : row * kept.count + time
      if let place {
        let first = place * upstream.columns + recurrence.direction * units
        for unit in 0..<units { slope[unit] += upstream.values[first + unit] }
      }
      let earlier = position == 0 ? nil : kept[order[position - 1]]
      step(time, earlier, &slope, &memory)
    }
  }

  /// One frame: from the slopes at the state and the memory after it to those before it.
  private mutating func step(
    _ time: Int, _ earlier: [Double]?, _ slope: inout [Double], _ memory: inout [Double]
  ) {
    var direct = [Double](repeating: 0, count: units)
    for unit in 0..<units {
      func value(_ part: Int) -> Double { kept[time][part * units + unit] }
      let dh = slope[unit]
      let parts: [Double]
      switch recurrence.cell {
      case .lstm:
        let (i, f, g, o, c) = (value(0), value(1), value(2), value(3), tanh(value(4)))
        let dc = memory[unit] + dh * o * (1 - c * c)
        memory[unit] = dc * f
        let previous = earlier.map { $0[4 * units + unit] } ?? 0
        parts = [
          dc * g * i * (1 - i), dc * previous * f * (1 - f), dc * i * (1 - g * g),
          dh * c * o * (1 - o),
        ]
      case .gru:
        let (r, z, n, q) = (value(0), value(1), value(2), value(3))
        let dn = dh * (1 - z) * (1 - n * n)
        direct[unit] = dh * z
        parts = [dn * q * r * (1 - r), dh * (before[time][unit] - n) * z * (1 - z), dn]
      case .tanh:
        parts = [dh * (1 - value(0) * value(0))]
      }
      for (part, number) in parts.enumerated() {
        gates[time][part * units + unit] = number
        let isReset = recurrence.cell == .gru && part == 2
        hidden[time][part * units + unit] = isReset ? number * value(0) : number
      }
    }
    for unit in 0..<units {
      slope[unit] = hidden[time].indices.reduce(direct[unit]) {
        $0 + hidden[time][$1] * weight.values[$1 * units + unit]
      }
    }
  }
}

extension Recurrence {
  /// The frames that count, in the order in which a direction takes them.
  fileprivate func order(length: Double, frames: Int, row: Int, _ direction: Int) throws -> [Int] {
    guard let count = Int(exactly: length), (0...frames).contains(count) else {
      throw GraphError.badSequence(
        operation: "\(cell)", row: row, what: "the length", value: length,
        expected: "a whole number from 0 to \(frames)")
    }
    return isBackward[direction] ? (0..<count).reversed() : Array(0..<count)
  }
}

private func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
