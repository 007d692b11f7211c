import Tensors
import Testing

@testable import Graphs

/// Mistakes of the compiler that random graphs have found, each as small as it gets.
@Suite struct FoundByRandomGraphs {
  /// Every thread computed the number, and every thread added it to the total.
  @Test func aNumberUnderAnotherShapeIsAddedOnce() throws {
    let x = Expression.parameter("x", [])
    let y = try run(sum(reshape(tanh(x), to: [1, 1])), ["x": Tensor(shape: [], values: [0.5])])
    #expect(abs(y.values[0] - 0.46211716) < 1e-6)  // tanh 0.5
  }

  /// The library left in the result what the memory had held before.
  @Test func aProductOverNothingIsZero() throws {
    // Exponentials of 0 lie where the result will.
    let ones = try exp(.parameter("c", [3, 2]))
    let nothing = try matmul(.parameter("z", [0, 3]), ones)
    let y = try run(matmul(.parameter("a", [3, 0]), nothing), [:], .without(.ownProducts), 1)
    #expect(y.values == Array(repeating: 0, count: 6))
  }

  /// The kernel looked in memory for a slope that is one number repeated.
  @Test func adamTakesARepeatedSlope() throws {
    let w = Expression.parameter("w", [4])
    let (m, v) = (Expression.state("m", [4]), Expression.state("v", [4]))
    let s = Expression.parameter("s", [])
    let g = try gradients(of: sum(w) * s, withRespectTo: [w])[0]
    let (m2, v2) = (try 0.9 * m + 0.1 * g, try 0.999 * v + 0.001 * square(g))
    let store = try ParameterStore(for: [w, m, v, s])
    let plan = try Plan(
      outputs: [],
      updates: [(m, m2), (v, v2), (w, try w - 0.1 * (m2 / (sqrt(v2) + 1e-8)))], store: store,
      pool: pair)
    try store.set("s", Tensor(shape: [], values: [2]))
    try plan.run()
    // By hand: m = 0.2, v = 0.004, w = -0.1 · 0.2 / √0.004.
    for value in try store.tensor("w").values { #expect(abs(value + 0.31622776) < 1e-5) }
  }

  private func run(
    _ y: Expression, _ values: [String: Tensor], _ options: PlanOptions = PlanOptions(),
    _ threads: Int = 2
  ) throws -> Tensor {
    var options = options
    options.threads = threads
    let store = try ParameterStore(for: [y])
    for (name, value) in values { try store.set(name, value) }
    let plan = try Plan(outputs: [("y", y)], store: store, pool: pair, options: options)
    try plan.run()
    return try plan.output("y")
  }
}
