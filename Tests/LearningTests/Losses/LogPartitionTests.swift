import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("The partition function of the adaptive loss")
struct LogPartitionTests {
  /// One row of Reference/log_partition.json: mpmath, by scripts/log-partition reference.
  struct Row: Decodable, Sendable {
    let alpha: Double
    let gap: Double
    let log_partition: Double
    let slope: Double
  }

  struct File: Decodable { let cases: [Row] }

  static let rows = (try? readReference("log_partition.json", as: File.self).cases) ?? []

  @Test("agrees with its integral between the nodes of the fit: value to 3e-9, slope to 1e-7")
  func oracle() throws {
    #expect(Self.rows.count > 30)
    let (value, slope) = try graph()
    let found = try Evaluator().evaluate(
      [value, slope],
      feeding: Bindings(values: ["gap": DoubleArray(shape: [Self.rows.count], values: gaps)]))
    try compare(found[0].values, found[1].values, value: 3e-9, slope: 1e-7)
  }

  @Test("keeps 1e-6 and 1e-5 of its slope in single precision")
  func plan() throws {
    let (value, slope) = try graph()
    let plan = try Plan(
      outputs: [("value", value), ("slope", slope)],
      store: ParameterStore(for: [value, slope]), pool: WorkerPool(threads: 1))
    try plan.setInput("gap", Tensor(shape: [Self.rows.count], values: gaps.map { Float($0) }))
    try plan.run()
    try compare(
      plan.output("value").values.map(Double.init), plan.output("slope").values.map(Double.init),
      value: 1e-6, slope: 1e-5)
  }

  private var gaps: [Double] { Self.rows.map(\.gap) }

  /// log Z and its derivative in α, as functions of 2 - α.
  private func graph() throws -> (value: Expression, slope: Expression) {
    let gap = Expression.input("gap", [Self.rows.count])
    let value = try logPartition(alpha: 2 - gap, gap: gap)
    return (value, try -gradients(of: sum(value), withRespectTo: [gap])[0])
  }

  private func compare(
    _ values: [Double], _ slopes: [Double], value: Double, slope: Double
  ) throws {
    for (index, row) in Self.rows.enumerated() {
      #expect(
        agree(values[index], row.log_partition, relative: 0, absolute: value),
        "at \(row.alpha): \(values[index]), not \(row.log_partition)")
      #expect(
        agree(slopes[index], row.slope, relative: slope, absolute: slope),
        "at \(row.alpha): \(slopes[index]), not \(row.slope)")
    }
  }
}
