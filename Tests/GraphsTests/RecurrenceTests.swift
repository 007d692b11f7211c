import Tensors
import Testing

@testable import Graphs

@Suite struct RecurrenceTests {
  /// More rows than a kernel takes at a time, more units than a vector holds; results do not depend on
  /// how rows are divided among threads.
  @Test(arguments: RecurrenceWay.all) func manyRows(_ way: RecurrenceWay) throws {
    var operands = Operands(draw: Draw(seed: 5))
    let states = try operands.recurrence(way, rows: 70, frames: 4, units: 17)
    let loss = try sum(states * operands.fixed(states.shape, 0.5...2))
    let slopes = try gradients(of: loss, withRespectTo: operands.parameters)
    let outputs =
      [("states", states)] + slopes.enumerated().map { ("slope \($0)", $1) }
    let bindings = operands.bindings.rounded
    let expected = try Evaluator().evaluate(outputs.map(\.1), feeding: bindings)
    var former: Tensor?
    for threads in 1...2 {
      let store = try ParameterStore(for: outputs.map(\.1))
      try store.fill(bindings)
      let plan = try Plan(
        outputs: outputs, store: store, pool: pair, options: PlanOptions(threads: threads))
      try steadily { try plan.run() }
      for ((name, _), wanted) in zip(outputs, expected) {
        let difference = relativeDifference(try plan.output(name), wanted)
        #expect(difference < 1e-5, "\(way.testDescription), \(name), \(threads) threads, seed 5")
      }
      let found = try plan.output("states")
      #expect(former == nil || found == former, "\(way.testDescription): threads change bits")
      former = found
    }
  }

  /// By hand: one unit, V = 0.5, gates 0.1, 0.2, 0.3 of a row of two frames out of three, tanh
  /// forward tanh(0.1) = 0.0996680, tanh(0.2 + 0.0498340) = 0.2447626; backward tanh(0.2) =
  /// 0.1973753, tanh(0.1 + 0.0986877) = 0.1961137.
  @Test func lengthsByHand() throws {
    let gates = try Expression.constant(values: [0.1, 0.2, 0.3], shape: [1, 3, 1])
    let direction = RecurrentDirection(gates: gates, weight: .constant(0.5, shape: [1, 1]))
    let lengths = Expression.constant(2, shape: [1])
    func states(_ isLast: Bool) throws -> [Float] {
      let y = try recurrence(
        .tanh, forward: direction, backward: direction, lengths: lengths, returnsLast: isLast)
      let plan = try Plan(outputs: [("y", y)], store: try ParameterStore(parameters: []))
      try plan.run()
      return try plan.output("y").values
    }
    let wanted: [Float] = [0.0996680, 0.1961137, 0.2447626, 0.1973753, 0, 0]
    for (a, b) in zip(try states(false), wanted) { #expect(abs(a - b) < 1e-6) }
    for (a, b) in zip(try states(true), [0.2447626, 0.1961137] as [Float]) {
      #expect(abs(a - b) < 1e-6)
    }
  }

  /// What one direction keeps has one place, however often slopes are asked for.
  @Test func slopesOfTwoLosses() throws {
    var operands = Operands(draw: Draw(seed: 3))
    let y = try operands.recurrence(RecurrenceWay.all[10], rows: 4, frames: 3, units: 3)
    let slopes = try [sum(square(y)), sum(y)].flatMap {
      try gradients(of: $0, withRespectTo: operands.parameters)
    }
    let bindings = operands.bindings.rounded
    let expected = try Evaluator().evaluate(slopes, feeding: bindings)
    for options in OptionSet.all {
      let store = try ParameterStore(for: slopes)
      try store.fill(bindings)
      let plan = try Plan(
        outputs: slopes.enumerated().map { ("slope \($0)", $1) }, store: store, pool: pair,
        options: options)
      try plan.run()
      for (number, wanted) in expected.enumerated() {
        let difference = relativeDifference(try plan.output("slope \(number)"), wanted)
        #expect(difference < 1e-5, "slope \(number), \(options), seed 3")
      }
    }
  }

  /// A training step goes through the frames once and once back in each direction.
  @Test func visitsOfAStep() throws {
    for way in RecurrenceWay.all {
      var operands = Operands(draw: Draw(seed: 4))
      let loss = try mean(operands.recurrence(way, rows: 2, frames: 3, units: 4))
      let slopes = try gradients(of: loss, withRespectTo: operands.parameters)
      let plan = try Plan(
        outputs: [("loss", loss)],
        updates: zip(operands.parameters, slopes).map { ($0, try $0 - 0.1 * $1) },
        store: try ParameterStore(for: [loss] + slopes))
      let visits = plan.description().steps.filter { $0.kind == .recurrence }
      #expect(visits.count == (way.isForward && way.isBackward ? 3 : 2), "\(way.testDescription)")
    }
  }

  @Test(arguments: RecurrentCell.allCases) func refusesASecondDerivative(_ cell: RecurrentCell)
    throws
  {
    let x = Expression.parameter("x", [2, 3, cell.gates])
    let y = try recurrence(
      cell, forward: RecurrentDirection(gates: x, weight: .parameter("u", [cell.gates, 1])))
    let first = try gradients(of: sum(y), withRespectTo: [x])[0]
    #expect(throws: GraphError.self) { try gradients(of: sum(square(first)), withRespectTo: [x]) }
  }

  @Test func shapesMustFit() throws {
    let gates = Expression.input("x", [2, 5, 12])
    let weight = Expression.input("u", [12, 3])
    func lstm(
      _ gates: Expression, _ weight: Expression, lengths: Expression? = nil,
      bias: Expression? = nil, backward: RecurrentDirection? = nil
    ) throws {
      _ = try recurrence(
        .lstm, forward: RecurrentDirection(gates: gates, weight: weight, bias: bias),
        backward: backward, lengths: lengths)
    }
    try lstm(gates, weight)
    #expect(throws: GraphError.self) { try lstm(weight, weight) }
    #expect(throws: GraphError.self) { try lstm(gates, .input("v", [12, 4])) }
    #expect(throws: GraphError.self) { try lstm(gates, gates) }
    #expect(throws: GraphError.self) { try lstm(.input("y", [2, 5, 13]), weight) }
    #expect(throws: GraphError.self) { try lstm(gates, weight, lengths: .input("l", [3])) }
    #expect(throws: GraphError.self) { try lstm(gates, weight, bias: .input("b", [3])) }
    #expect(throws: GraphError.self) {
      try lstm(
        gates, weight,
        backward: RecurrentDirection(gates: .input("z", [2, 4, 12]), weight: weight))
    }
    #expect(throws: GraphError.self) { try recurrence(.lstm) }
  }

  /// What the oracle refuses by name, the plan answers with NaN; the other rows are as they were.
  @Test(arguments: [6.0, -1, 2.5, .nan]) func unsoundLengths(_ length: Double) throws {
    let x = Expression.parameter("x", [2, 5, 3])
    for isLast in [false, true] {
      let y = try recurrence(
        .gru, forward: RecurrentDirection(gates: x, weight: .constant(0.5, shape: [3, 1])),
        lengths: .constant(values: [length, 5], shape: [2]), returnsLast: isLast)
      let bindings = Bindings(values: ["x": DoubleArray(shape: [2, 5, 3], repeating: 1)])
      #expect(throws: GraphError.self) { try Evaluator().evaluate(y, feeding: bindings) }
      let slope = try gradients(of: sum(y), withRespectTo: [x])[0]
      let store = try ParameterStore(for: [y])
      try store.fill(bindings)
      let plan = try Plan(outputs: [("y", y), ("slope", slope)], store: store)
      try plan.run()
      let found = try plan.output("y").values
      #expect(found.prefix(found.count / 2).allSatisfy { $0.isNaN })
      #expect(found.suffix(found.count / 2).allSatisfy { $0.isFinite && $0 > 0 })
      let slopes = try plan.output("slope").values
      #expect(slopes.prefix(15).allSatisfy { $0 == 0 })
      #expect(slopes.suffix(15).allSatisfy { $0.isFinite })
    }
  }

  /// No rows and no frames are no sequences, and nothing goes wrong.
  @Test(arguments: RecurrenceWay.all) func nothing(_ way: RecurrenceWay) throws {
    for (rows, frames) in [(0, 3), (3, 0), (0, 0)] {
      var operands = Operands(draw: Draw(seed: 2))
      let y = try operands.recurrence(way, rows: rows, frames: frames, units: 2)
      let slopes = try gradients(of: sum(y), withRespectTo: operands.parameters)
      let store = try ParameterStore(for: [y] + slopes)
      try store.fill(operands.bindings)
      let outputs = [("y", y)] + slopes.enumerated().map { ("slope \($0)", $1) }
      let plan = try Plan(outputs: outputs, store: store, pool: pair)
      try plan.run()
      for (name, expression) in outputs {
        let found = try plan.output(name)
        #expect(found.shape == expression.shape)
        #expect(found.values.allSatisfy { $0 == 0 }, "\(way.testDescription), \(name)")
      }
    }
  }
}
