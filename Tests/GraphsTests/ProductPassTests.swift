import Tensors
import Testing

@testable import Graphs

/// What the passes do to products: steps of the plan, and numbers held to the double-precision oracle.
@Suite struct ProductPasses {
  /// A layer wide enough that each thread gathers its rows in several blocks.
  private static let (rows, width, units) = (150, 1600, 5)
  /// Three batches' worth of rows and one row more, which no batch reaches.
  private static let stored = 3 * rows + 1

  private struct Layer {
    let outputs: [(name: String, Expression)]
    let parameters: [(String, DoubleArray)]
    let data: DoubleArray
    let order: [Int32]

    /// relu(x Wᵀ + b), its sum and the gradient in W.
    init(seed: UInt64) throws {
      var draw = Draw(seed: seed)
      let x = Expression.input("x", [rows, width])
      let (w, b) = (Expression.parameter("w", [units, width]), Expression.parameter("b", [units]))
      let y = try relu(addBias(matmul(x, w, transposeB: true), b))
      let slope = try gradients(of: sum(square(y)), withRespectTo: [w])[0]
      outputs = [("y", y), ("slope", slope)]
      parameters = [
        ("w", draw.array(w.shape, -0.1...0.1).rounded), ("b", draw.array(b.shape, -1...1).rounded),
      ]
      data = draw.array([stored, width], -1...1).rounded
      var order = (0..<Int32(stored)).map { $0 }
      for last in order.indices.dropFirst().reversed() {
        order.swapAt(last, draw.integer(0...last))
      }
      self.order = order
    }

    func plan(_ options: PlanOptions) throws -> Plan {
      let store = try ParameterStore(for: outputs.map(\.1))
      for (name, value) in parameters { try store.set(name, value.tensor) }
      let plan = try Plan(outputs: outputs, store: store, pool: pair, options: options)
      try plan.bindRows("x", to: data.tensor)
      try plan.setRowOrder(order)
      return plan
    }

    /// The outputs for the batch that begins at a row of the order, by the oracle.
    func expected(firstRow: Int) throws -> [DoubleArray] {
      var bindings = Bindings()
      for (name, value) in parameters { bindings.values[name] = value }
      let chosen = order[firstRow..<firstRow + rows]
      bindings.values["x"] = DoubleArray(
        shape: [rows, width], values: chosen.flatMap { Array(data.row(Int($0))) })
      return try Evaluator().evaluate(outputs.map(\.1), feeding: bindings)
    }
  }

  /// Blocks of rows, threads and the batch after this one: everything comes from the right rows.
  @Test(arguments: [1, 2]) func gatheringAheadTakesTheRightRows(_ threads: Int) throws {
    let layer = try Layer(seed: 23)
    let batches = try [0, Self.rows, 2 * Self.rows + 1].map { firstRow in
      (firstRow, try layer.expected(firstRow: firstRow))
    }
    for options in OptionSet.all {
      var options = options
      options.threads = threads
      let plan = try layer.plan(options)
      for (firstRow, expected) in batches {
        try plan.run(firstRow: firstRow)
        for ((name, _), wanted) in zip(layer.outputs, expected) {
          let difference = relativeDifference(try plan.output(name), wanted)
          #expect(difference < 2e-5, "seed 23, \(name) from row \(firstRow), \(options)")
        }
      }
    }
  }

  @Test(arguments: [1, 2]) func rowsAreGatheredInBlocks(_ threads: Int) throws {
    let layer = try Layer(seed: 23)
    let block = GatheringAhead.blockRows(width: Self.width)
    #expect(block < Self.rows / threads)
    for steps in try layer.plan(PlanOptions(threads: threads)).lists {
      let gathered = steps.compactMap { step -> Int? in
        if case .gather(let step) = step { step.count } else { nil }
      }
      #expect(gathered.reduce(0, +) == Self.rows / threads)
      #expect(gathered.count > 1 && gathered.allSatisfy { $0 <= block })
    }
    let whole = try layer.plan(
      PlanOptions(Set(PlanPass.allCases).subtracting([.gatherAhead]), threads: threads))
    for steps in whole.lists {
      let gathers = steps.filter { if case .gather = $0 { true } else { false } }
      #expect(gathers.count == 1)
    }
  }

  /// Bias and relu happen in the product: no tape is left but those of the gradient.
  @Test func epiloguesFold() throws {
    func tapes(_ options: PlanOptions) throws -> Int {
      let y = try Layer(seed: 23).outputs[0]
      let store = try ParameterStore(for: [y.1])
      let plan = try Plan(outputs: [y], store: store, pool: pair, options: options)
      return plan.blueprint.tapes.count
    }
    #expect(try tapes(PlanOptions()) == 0)
    #expect(try tapes(.without(.foldEpilogues)) == 1)
    #expect(try tapes(.without(.ownProducts)) == 1)
  }

  /// What somebody else wants of a product is kept: its sum with the bias, or the product itself.
  @Test func epiloguesLeaveWhatIsWanted() throws {
    let x = Expression.input("x", [4, 3])
    let (w, b) = (Expression.parameter("w", [2, 3]), Expression.parameter("b", [2]))
    let product = try matmul(x, w, transposeB: true)
    let shifted = try addBias(product, b)
    for extra in [product, shifted] {
      let outputs = [("y", try relu(shifted)), ("extra", extra)]
      let store = try ParameterStore(for: outputs.map(\.1))
      let plan = try Plan(outputs: outputs, store: store, pool: pair)
      try store.set("w", Tensor(shape: [2, 3], values: [1, 0, 0, 0, -1, 0]))
      try store.set("b", Tensor(shape: [2], values: [10, 1]))
      try plan.setInput("x", Tensor(shape: [4, 3], values: (0..<12).map(Float.init)))
      try plan.run()
      #expect(try plan.output("y").values == [10, 0, 13, 0, 16, 0, 19, 0])
      let wanted: [Float] =
        extra.isIdentical(to: product)
        ? [0, -1, 3, -4, 6, -7, 9, -10] : [10, 0, 13, -3, 16, -6, 19, -9]
      #expect(try plan.output("extra").values == wanted)
    }
  }
}
