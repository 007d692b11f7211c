import Tensors
import Testing

@testable import Graphs

@Suite("Rows of a table")
struct LookupTests {
  private static let (rows, width) = (40, 33)

  /// A step of gradient descent on a table and a product with it.
  private struct Step {
    let table = Expression.parameter("table", [rows, width])
    let positions = Expression.input("positions", [6, 5])
    let loss: Expression
    let update: Expression

    init() throws {
      let x = try lookup(table, positions)
      let scores = try matmul(reshape(x, to: [30, width]), table, transposeB: true)
      loss = try mean(square(scores - 1))
      update = try table - 0.1 * gradients(of: loss, withRespectTo: [table])[0]
    }

    func run(threads: Int, rowMajor: Bool = true) throws -> (Plan, table: Tensor) {
      let store = try ParameterStore(
        parameters: [("table", table.shape)], rowMajor: rowMajor ? ["table"] : [])
      var draw = Draw(seed: 3)
      let start = draw.array(table.shape, -1...1).values.map { Float($0) }
      try store.set("table", Tensor(shape: table.shape, values: start))
      var options = PlanOptions()
      options.threads = threads
      let plan = try Plan(
        outputs: [("loss", loss)], updates: [(table, update)], store: store,
        pool: WorkerPool(threads: threads), options: options)
      // Row 7 most often, as with words.
      let places = (0..<30).map { Float($0 % 3 == 0 ? 7 : $0) }
      try plan.setInput("positions", Tensor(shape: [6, 5], values: places))
      for _ in 0..<3 { try plan.run() }
      return (plan, try store.tensor("table"))
    }
  }

  @Test("is trained to the same bits by any number of threads", arguments: 2...4)
  func threads(_ count: Int) throws {
    let step = try Step()
    // The product's gradient goes with its rows, so bits are those of one thread.
    #expect(try step.run(threads: count).table == step.run(threads: 1).table)
  }

  @Test("lies row by row in a store, so that no step transposes it")
  func stored() throws {
    let step = try Step()
    let (plan, table) = try step.run(threads: 1)
    #expect(!plan.description().steps.contains { $0.action == "transpose" })
    let (other, transposed) = try step.run(threads: 1, rowMajor: false)
    #expect(other.description().steps.contains { $0.action == "transpose" })
    for (a, b) in zip(table.values, transposed.values) { #expect(abs(a - b) < 1e-5) }
    #expect(try ParameterStore(for: [step.loss]).rowMajor == ["table"])
  }

  @Test("reads NaN where there is no row")
  func outside() throws {
    let table = Expression.parameter("table", [3, 2])
    let y = try lookup(table, .input("x", [4]))
    let store = try ParameterStore(for: [y])
    try store.set("table", Tensor(shape: [3, 2], values: [1, 2, 3, 4, 5, 6]))
    let plan = try Plan(outputs: [("y", y)], store: store)
    try plan.setInput("x", Tensor(shape: [4], values: [2, 3, -1, 0]))
    try plan.run()
    let found = try plan.output("y").values
    #expect(found[..<2] == [5, 6] && found[6...] == [1, 2])
    #expect(found[2..<6].allSatisfy { $0.isNaN })
  }

  @Test("refuses tables that are no matrices")
  func shapes() {
    #expect(throws: GraphError.self) { try lookup(.parameter("w", [3]), .input("x", [2])) }
  }
}
