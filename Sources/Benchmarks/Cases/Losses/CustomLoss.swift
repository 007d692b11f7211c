import Glibc
import Graphs
import Tensors

/// A loss typed by a user and its gradient, over a million normally distributed numbers.
///
///     mean((y − p)² + 0.1 · log(cosh(y − p)))
struct CustomLoss: BenchmarkCase {
  let name = "custom"
  private static let count = 1_000_000

  func run(_ bench: Bench) throws {
    var random = RandomGenerator(seed: 17)
    func array() -> Tensor {
      Tensor(
        shape: [Self.count, 1], values: (0..<Self.count).map { _ in Float(random.normal()) })
    }
    let arrays = ["p": array(), "y": array()]
    let p = Expression.parameter("p", [Self.count, 1])
    let difference = try Expression.parameter("y", [Self.count, 1]) - p
    let loss = try mean(square(difference) + 0.1 * Graphs.log(Graphs.cosh(difference)))
    let trial = try LossTrial(loss, by: p, arrays: arrays, threads: bench.threads)
    _ = try trial.seconds(1)
    try trial.check(expected(arrays))
    try bench.compare(
      "a typed loss over 1,000,000 numbers", trial, workload: name, peers: [.jax, .torch])
  }

  /// The same by a plain loop in double precision: d = y − p, −(2 d + 0.1 tanh d) / n.
  private func expected(_ arrays: [String: Tensor]) -> LossTrial.Expected {
    let (p, y) = (arrays["p"]?.values ?? [], arrays["y"]?.values ?? [])
    let differences = zip(y, p).map { Double($0) - Double($1) }
    let total = differences.reduce(0) { $0 + $1 * $1 + 0.1 * Glibc.log(Glibc.cosh($1)) }
    let count = Double(Self.count)
    return LossTrial.Expected(
      value: total / count,
      gradient: differences.map { -(2 * $0 + 0.1 * Glibc.tanh($0)) / count })
  }
}
