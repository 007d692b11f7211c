import Tensors
import Testing

@testable import Learning

/// Intervals against NumPy's on the same draws.
///
/// The draws are those of `RandomGenerator` written in Python, a resample being
/// `[generator.integer(below=12) for _ in range(12)]`; then, by NumPy 2.4.6,
///
///     numpy.quantile(abs(a - t)[draws].mean(1), [0.025, 0.975])
///     numpy.quantile(abs(b - t)[draws].mean(1) - abs(a - t)[draws].mean(1), [0.025, 0.975])
///
/// and so on for the root of the mean square and for R².
@Suite("Paired bootstrap")
struct BootstrapTests {
  static let truth: [Float] = (1...12).map(Float.init)
  static let first: [Float] = [0.5, -0.5, 0.25, -0.25, 1, -1, 0, 0, 0.5, 0.5, -0.5, 2]
  static let second: [Float] = [1, -1, 0.5, -0.5, 1, -1, 0.5, 0, 1, 0.5, -1, 1.5]

  private func rows(_ errors: [Float]) throws -> PredictedRows {
    try PredictedRows(
      part: "validation",
      predictions: Tensor(shape: [12, 1], values: zip(Self.truth, errors).map { $0 + $1 }),
      target: .numbers(Tensor(shape: [12, 1], values: Self.truth)))
  }

  private func compared(resamples: Int = 1000) throws -> [String: MetricComparison] {
    let all = try #require(
      Bootstrap(seed: 7, resamples: resamples)
        .compare([try rows(Self.first), try rows(Self.second)]))
    return Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
  }

  @Test func aResampleFollowsFromSeedAndNumber() {
    let bootstrap = Bootstrap(seed: 7)
    #expect(bootstrap.counts(of: 0, rows: 12) == [0, 2, 1, 0, 0, 2, 1, 0, 2, 2, 1, 1])
    #expect(bootstrap.counts(of: 0, rows: 12) != bootstrap.counts(of: 1, rows: 12))
    #expect(bootstrap.counts(of: 5, rows: 40).reduce(0, +) == 40)
  }

  @Test func intervalsAreNumPys() throws {
    let mae = try #require(compared()["mae"])
    expect(mae.estimates[0].interval, 0.3125, 0.89583333)
    expect(mae.estimates[1].interval, 0.58333333, 1)
    #expect(abs((mae.estimates[0].value ?? 0) - 0.58333333) < 1e-6)
    #expect(mae.best == 0)
    expect(mae.differences[1]?.interval, 0.04166667, 0.375)
    #expect(mae.differences[1]?.isWithinNoise == false)
    #expect(mae.differences[0] == nil)
  }

  @Test func metricsThatAreNoMeansAreMeasuredOnEveryResample() throws {
    let all = try compared()
    let rmse = try #require(all["rmse"])
    expect(rmse.estimates[0].interval, 0.38864079, 1.12737013)
    expect(rmse.differences[1]?.interval, -0.11015069, 0.36137382)
    #expect(rmse.differences[1]?.isWithinNoise == true)
    let r2 = try #require(all["r2"])
    expect(r2.estimates[0].interval, 0.87273166, 0.9857351)
    expect(r2.differences[1]?.interval, -0.0539481, 0.02062759)
  }

  private func expect(
    _ interval: ConfidenceInterval?, _ lower: Double, _ upper: Double,
    _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(
      abs((interval?.lower ?? .nan) - lower) < 2e-6
        && abs((interval?.upper ?? .nan) - upper) < 2e-6, "\(String(describing: interval))",
      sourceLocation: location)
  }

  @Test func threadsDoNotMatter() throws {
    let models = [try rows(Self.first), try rows(Self.second)]
    let bootstrap = Bootstrap(seed: 3, resamples: 101)
    let one = bootstrap.compare(models, pool: WorkerPool(threads: 1))
    #expect(one == bootstrap.compare(models, pool: WorkerPool(threads: 3)))
  }

  @Test func interruptionLeavesNothing() throws {
    let models = [try rows(Self.first), try rows(Self.second)]
    #expect(Bootstrap(seed: 3).compare(models) { true } == nil)
  }

  @Test func aModelIsWithinNoiseOfItself() throws {
    let all = try #require(
      Bootstrap(seed: 1, resamples: 50).compare([try rows(Self.first), try rows(Self.first)]))
    for metric in all {
      #expect(metric.best == 0)
      #expect(metric.differences[1]?.value == 0)
      #expect(metric.differences[1]?.interval == ConfidenceInterval(lower: 0, upper: 0))
      #expect(metric.differences[1]?.isWithinNoise == true)
    }
  }
}

@Suite("Paired bootstrap of classes")
struct ClassBootstrapTests {
  private func rows(_ scores: [Float], _ labels: [Int32]) throws -> PredictedRows {
    try PredictedRows(
      part: "validation", predictions: Tensor(shape: [labels.count, 2], values: scores),
      target: .classes(labels, names: ["a", "b"]), metrics: [.init("accuracy"), .init("recall")])
  }

  @Test func rightAgainstWrongIsNoNoise() throws {
    // By hand: one model is right in every row, the other in none: 1 and 0 in every resample.
    let right = try rows([1, 0, 0, 1, 1, 0, 0, 1], [0, 1, 0, 1])
    let wrong = try rows([0, 1, 1, 0, 0, 1, 1, 0], [0, 1, 0, 1])
    let accuracy = try #require(Bootstrap(seed: 1, resamples: 200).compare([wrong, right]))[0]
    #expect(accuracy.estimates.map(\.value) == [0, 1])
    #expect(accuracy.estimates[1].interval == ConfidenceInterval(lower: 1, upper: 1))
    #expect(accuracy.best == 1)
    #expect(accuracy.differences[0]?.value == -1)
    #expect(accuracy.differences[0]?.isWithinNoise == false)
  }

  @Test func oneRowOfFourIsNoise() throws {
    // By hand: the models differ in one row of four, which a resample leaves out with probability
    // (3/4)^4 = 0.32: the interval of the difference reaches 0.
    let better = try rows([1, 0, 0, 1, 1, 0, 0, 1], [0, 1, 0, 1])
    let worse = try rows([1, 0, 0, 1, 1, 0, 1, 0], [0, 1, 0, 1])
    let accuracy = try #require(Bootstrap(seed: 1, resamples: 400).compare([better, worse]))[0]
    #expect(accuracy.differences[1]?.value == -0.25)
    #expect(accuracy.differences[1]?.interval?.upper == 0)
    #expect(accuracy.differences[1]?.isWithinNoise == true)
  }

  @Test func aMetricThatIsSeldomDefinedHasNoInterval() throws {
    // Recall needs a row of b: a resample of four rows with one of them lacks it with probability
    // 0.32, so fewer than nine in ten have a value.
    let model = try rows([1, 0, 1, 0, 1, 0, 0, 1], [0, 0, 0, 1])
    let recall = try #require(Bootstrap(seed: 1, resamples: 200).compare([model]))[1]
    #expect(recall.estimates[0].value == 1)
    #expect(recall.estimates[0].interval == nil)
  }

  @Test func outputsThatAreNoNumberHaveNoValue() throws {
    let broken = try rows([.nan, 0, 0, 1], [0, 1])
    let sound = try rows([1, 0, 0, 1], [0, 1])
    let accuracy = try #require(Bootstrap(seed: 1, resamples: 20).compare([broken, sound]))[0]
    #expect(accuracy.best == 1)
    #expect(accuracy.estimates[0].value == nil)
    #expect(accuracy.estimates[0].interval == nil)
    #expect(accuracy.differences[0] == nil)
  }
}
