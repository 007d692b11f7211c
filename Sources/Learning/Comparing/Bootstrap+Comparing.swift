import Synchronization
import Tensors

extension Bootstrap {
  /// Compares models by every metric they were judged by, on the same resamples of the same rows.
  ///
  /// What makes a resample hard makes it hard for all models, so a difference of two spreads far
  /// less than either of them does.
  ///
  /// - Parameters:
  ///   - models: what each makes of the same rows, judged by the same metrics.
  ///   - isInterrupted: asked before every resample.
  /// - Returns: nil when interrupted.
  public func compare(
    _ models: [PredictedRows], pool: WorkerPool = .shared,
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) -> [MetricComparison]? {
    guard let first = models.first else { return [] }
    guard let draws = drawn(models, pool, isInterrupted) else { return nil }
    return first.evaluation.metrics.indices.map { metric in
      MetricComparison(
        models.map { $0.evaluation.metrics[metric] },
        draws: models.indices.map { model in draws.map { $0[model][metric] } }, self)
    }
  }

  /// The values of each metric of each model, resample by resample; nil when interrupted.
  private func drawn(
    _ models: [PredictedRows], _ pool: WorkerPool, _ isInterrupted: @escaping @Sendable () -> Bool
  ) -> [[[Double]]]? {
    let rows = models.map(\.count).min() ?? 0
    let parts = Mutex<[Int: [[[Double]]]]>([:])
    pool.run { thread in
      let slice = pool.slice(of: resamples, thread: thread)
      let part = slice.lazy.prefix { _ in !isInterrupted() }.map { resample in
        let counts = counts(of: resample, rows: rows)
        return models.map { $0.values(counting: counts) }
      }
      parts.withLock { $0[slice.lowerBound] = $0[slice.lowerBound, default: []] + part }
    }
    let all = parts.withLock { parts in parts.sorted { $0.key < $1.key }.flatMap(\.value) }
    return all.count == resamples ? all : nil
  }
}
