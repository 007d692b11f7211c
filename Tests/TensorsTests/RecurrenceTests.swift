import CKernels
import Graphs
import Tensors
import Testing

extension Kernels {
  @Suite struct RecurrenceTests {
    static let seeds = Array(UInt64(1)...10)

    /// Ragged batches with NaN in all padding.
    @Test(arguments: RecurrentCell.allCases, seeds)
    func agreeWithTheOracle(cell: RecurrentCell, seed: UInt64) throws {
      let sequences = RaggedSequences(cell, seed: seed)
      let wanted = try sequences.expected()
      for level in availableLevels {
        let label = "\(cell), seed \(seed), \(level.testDescription)"
        let found = at(level) { sequences.run() }
        #expect(largestDifference(found.states, wanted.states) < 3e-6, "\(label): states")
        #expect(largestDifference(found.last, wanted.last) < 3e-6, "\(label): last states")
        #expect(largestDifference(found.slope, wanted.slope) < 2e-5, "\(label): slope")
        #expect(
          largestDifference(found.slopeOfLast, wanted.slopeOfLast) < 2e-5,
          "\(label): slope of the last")
      }
    }

    /// Gates as large as floats go saturate, and nothing overflows on the way.
    @Test(arguments: availableLevels) func saturates(level: kernels_level) {
      for cell in RecurrentCell.allCases {
        let sequences = RaggedSequences(cell, seed: 3, scale: 1e30)
        let found = at(level) { sequences.run() }
        #expect(found.states.allSatisfy { $0.magnitude <= 100 }, "\(cell)")
        #expect(found.slope.allSatisfy { $0.isFinite }, "\(cell)")
      }
    }
  }
}

/// Sequences of ragged lengths with what one direction of a recurrence wants.
private struct RaggedSequences {
  let cell: RecurrentCell
  let isBackward: Bool
  let (rows, frames, units): (Int, Int, Int)
  let lengths: [Float]
  let gates: [Float]
  /// U, [G · H, H].
  let weight: [Float]
  let bias: [Float]
  let upstream: [Float]

  struct Result<Number> {
    var states: [Number]
    var last: [Number]
    /// At the gates.
    var slope: [Number]
    var slopeOfLast: [Number]
  }

  private var width: Int { cell.gates * units }

  init(_ cell: RecurrentCell, seed: UInt64, scale: Float = 1) {
    var random = RandomGenerator(seed: seed)
    // Once in five more rows than the kernel takes at a time.
    let rows = seed % 5 == 0 ? 66 + random.integer(below: 9) : 1 + random.integer(below: 9)
    let (frames, units) = (1 + random.integer(below: 7), 1 + random.integer(below: 35))
    func normal(_ count: Int, _ scale: Float) -> [Float] {
      (0..<count).map { _ in Float(random.normal()) * scale }
    }
    let width = cell.gates * units
    let lengths = (0..<rows).map { _ in random.integer(below: frames + 1) }
    var gates = normal(rows * frames * width, scale)
    for (row, length) in lengths.enumerated() {
      for place in (row * frames + length) * width..<(row + 1) * frames * width {
        gates[place] = .nan
      }
    }
    self.cell = cell
    (self.rows, self.frames, self.units) = (rows, frames, units)
    isBackward = seed % 2 == 0
    self.lengths = lengths.map(Float.init)
    self.gates = gates
    weight = normal(width * units, 0.7 / Float(units).squareRoot())
    bias = normal(width, 0.5)
    upstream = normal(rows * frames * units, 1)
  }

  /// What the kernels of the level in force say, in two calls as of two threads.
  func run() -> Result<Float> {
    let places = rows * frames
    let scratchFloats = Int(recurrence_scratch_floats(kernel, Int64(units)))
    let scratch = Memory(count: scratchFloats + 16)
    let kept = Memory(count: places * Int(recurrent_kept(kernel)) * units)
    let (states, last) = (Memory(count: places * units), Memory(count: rows * units))
    let before = Memory(count: places * units)
    let (hidden, slope) = (Memory(count: places * width), Memory(count: places * width))
    let given = [lengths, gates, transposed, bias, weight, upstream].map { Memory($0) }
    var forward = recurrence_pass(
      cell: kernel, backward: isBackward, frames: Int64(frames), units: Int64(units),
      lengths: given[0].base, gates: given[1].base, weight: given[2].base,
      bias: cell == .gru ? given[3].base : nil, states: states.base, last: last.base,
      stride: Int64(units), kept: kept.base, before: before.base)
    let middle = Int64(rows / 3)
    recurrence_rows(&forward, 0, middle, scratch.base)
    recurrence_rows(&forward, middle, Int64(rows), scratch.base)
    func back(ofLast: Bool) -> [Float] {
      var pass = recurrence_slope_pass(
        cell: kernel, backward: isBackward, frames: Int64(frames), units: Int64(units),
        lengths: given[0].base, weight: given[4].base, kept: kept.base, before: before.base,
        upstream: given[5].base, stride: Int64(units), upstream_of_last: ofLast,
        hidden_slope: hidden.base, gate_slope: cell == .gru ? slope.base : nil)
      recurrence_slope_rows(&pass, 0, middle, scratch.base)
      recurrence_slope_rows(&pass, middle, Int64(rows), scratch.base)
      return (cell == .gru ? slope : hidden).values
    }
    let result = withExtendedLifetime(given) {
      Result(
        states: states.values, last: last.values, slope: back(ofLast: false),
        slopeOfLast: back(ofLast: true))
    }
    #expect(scratch.values[scratchFloats...].allSatisfy { $0 == 77 }, "wrote beyond its scratch")
    return result
  }

  /// The same in double precision, by the graph's oracle.
  func expected() throws -> Result<Double> {
    func constant(_ values: [Float], _ shape: Shape) throws -> Expression {
      try .constant(values: values.map(Double.init), shape: shape)
    }
    let leaf = Expression.input("gates", [rows, frames, width])
    let direction = RecurrentDirection(
      gates: leaf, weight: try constant(weight, [width, units]),
      bias: cell == .gru ? try constant(bias, [width]) : nil)
    func results(_ isLast: Bool) throws -> [Expression] {
      let y = try recurrence(
        cell, forward: isBackward ? nil : direction, backward: isBackward ? direction : nil,
        lengths: try constant(lengths, [rows]), returnsLast: isLast)
      let weighed = try y * constant(Array(upstream.prefix(y.shape.count)), y.shape)
      return [y] + (try gradients(of: sum(weighed), withRespectTo: [leaf]))
    }
    let found = try Evaluator().evaluate(
      results(false) + results(true),
      feeding: Bindings(
        values: ["gates": DoubleArray(shape: leaf.shape, values: gates.map(Double.init))]))
    return Result(
      states: found[0].values, last: found[2].values, slope: found[1].values,
      slopeOfLast: found[3].values)
  }

  private var kernel: recurrent_cell {
    switch cell {
    case .lstm: RECURRENT_LSTM
    case .gru: RECURRENT_GRU
    case .tanh: RECURRENT_TANH
    }
  }

  private var transposed: [Float] {
    (0..<units).flatMap { unit in (0..<width).map { weight[$0 * units + unit] } }
  }
}

/// Floats at an address that stays.
private final class Memory {
  let base: UnsafeMutablePointer<Float>
  private let count: Int

  /// What nobody has written yet.
  init(count: Int) {
    self.count = count
    base = .allocate(capacity: max(1, count))
    base.initialize(repeating: 77, count: count)
  }

  init(_ values: [Float]) {
    count = values.count
    base = .allocate(capacity: max(1, count))
    for (index, value) in values.enumerated() { (base + index).initialize(to: value) }
  }

  deinit { base.deallocate() }

  var values: [Float] { Array(UnsafeBufferPointer(start: base, count: count)) }
}
