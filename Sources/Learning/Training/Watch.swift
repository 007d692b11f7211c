import Graphs

/// Early stopping at work: the number watched, the best so far and the patience left.
struct Watch {
  /// The contents of the store at the best epoch.
  struct Best {
    let value: Double
    let epoch: Int
    let snapshot: ParameterStore.Snapshot
    let optimizerSteps: Int
  }

  /// The numbers every fit has.
  static let losses = ["loss", "validation_loss"]

  private(set) var best: Best?
  private var stopping: EarlyStopping
  private var stale = 0

  /// Checks that the number watched will be there.
  ///
  /// - Throws: `LearningError` for a number the fit will not have.
  init(_ stopping: EarlyStopping, hasValidation: Bool, metrics: [EpochMetric]) throws {
    guard hasValidation || stopping.monitor == "loss" else {
      throw LearningError.noValidation(monitor: stopping.monitor)
    }
    self.stopping = stopping
    guard !Self.losses.contains(stopping.monitor) else { return }
    guard let metric = metrics.first(where: { $0.name == stopping.monitor }) else {
      throw LearningError.unknownMonitor(
        stopping.monitor, known: Self.losses + metrics.map(\.name))
    }
    if stopping.largerIsBetter == nil { self.stopping.largerIsBetter = metric.largerIsBetter }
  }

  /// The epoch of the best weights.
  var bestEpoch: Int? { best?.epoch }

  /// Takes an epoch; true when patience has run out.
  mutating func observe(
    _ report: EpochReport, snapshot: ParameterStore.Snapshot, optimizerSteps: Int
  ) -> Bool {
    let value = value(in: report)
    if stopping.isBetter(value, than: best?.value) {
      best = Best(
        value: value, epoch: report.epoch, snapshot: snapshot, optimizerSteps: optimizerSteps)
      stale = 0
    } else {
      stale += 1
    }
    return stale >= stopping.patience
  }

  private func value(in report: EpochReport) -> Double {
    switch stopping.monitor {
    case "loss": report.dataLoss
    case "validation_loss": report.validationLoss ?? .nan
    default: report.metrics.first { $0.name == stopping.monitor }?.value ?? .nan
    }
  }
}
