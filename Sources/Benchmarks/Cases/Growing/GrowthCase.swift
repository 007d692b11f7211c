import Tensors

/// How the time of an epoch grows over three factors of ten.
struct GrowthCase: BenchmarkCase {
  let name: String
  /// What grows, in words.
  private let size: String
  /// Rows, features and hidden units of each network, smallest first.
  private let sizes: [(rows: Int, width: Int, hidden: Int)]
  /// The number on the horizontal axis.
  private let measure: @Sendable (NetworkTrial) -> Int

  /// 40 features, 64 hidden units, 600 to 600,000 rows.
  static let rows = GrowthCase(
    name: "rows", size: "rows",
    sizes: [600, 6_000, 60_000, 600_000].map { ($0, 40, 64) }, measure: \.data.rows)

  /// 1,280 rows of 784 features, 8 to 8,000 hidden units.
  static let parameters = GrowthCase(
    name: "parameters", size: "parameters",
    sizes: [8, 80, 800, 8_000].map { (1280, 784, $0) },
    measure: \.trainer.network.parameterCount)

  func run(_ bench: Bench) throws {
    let pool = WorkerPool(threads: bench.threads)
    var disturbed = false
    let places = try sizes.dropLast(bench.isQuick ? 1 : 0).map { rows, width, hidden in
      let trial = try NetworkTrial(rows: rows, width: width, hidden: [hidden], pool: pool)
      // Enough steps to learn something by, and enough epochs for the shortest to be typical.
      let epochs = min(40, max(4, 400 / trial.steps))
      let fit = try bench.inThisProcess { try trial.fit(epochs: epochs) }
      try trial.check(fit.result, epochs: epochs)
      if fit.isDisturbed { disturbed = true }
      let seconds = fit.result.history.dropFirst().map(\.seconds).min() ?? .nan
      return Growth.Place(size: Double(measure(trial)), seconds: seconds)
    }
    let growth = Growth(size: size, places: places)
    bench.record(growth)
    bench.record(
      Row(
        "an epoch's time by \(size): exponent", short: "growth by \(size)",
        Samples(growth.exponent, isDisturbed: disturbed), in: .plain, goal: .limit(1.1)))
  }
}
