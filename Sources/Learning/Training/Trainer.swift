import Graphs
import Tensors
import Timing

/// Fits networks: a network, what it should make small and how it gets there.
///
/// A value without state of its own; everything a fit changes is in the `TrainingState` it is given
/// and returns.
public struct Trainer: Sendable {
  /// What is fitted.
  public let network: Network
  /// What a fit makes small.
  public let objective: Objective
  /// How weights follow gradients.
  public let optimizer: OptimizerSpecification
  /// How the learning rate goes; nil: it stays the optimizer's.
  public let schedule: Schedule?
  /// The threads of a fit.
  public let pool: WorkerPool

  /// Puts together what a fit needs beside data.
  public init(
    network: Network, objective: Objective, optimizer: OptimizerSpecification,
    schedule: Schedule? = nil, pool: WorkerPool = .shared
  ) {
    self.network = network
    self.objective = objective
    self.optimizer = optimizer
    self.schedule = schedule
    self.pool = pool
  }

  /// Trains from a state on, epoch after epoch.
  ///
  /// The order of the rows follows from the seed and the number of the epoch, what dropout drops
  /// from the seed and the number of the step, and the schedule goes on where it was, so that five
  /// epochs and five more are ten, bit for bit. A loss that becomes infinite or no number ends the fit at that step with the weights of
  /// the last epoch that was well. With early stopping the best weights are restored, unless the
  /// fit was interrupted.
  ///
  /// - Parameters:
  ///   - state: what to go on from.
  ///   - data: the rows to train on, used in full, the last short batch too.
  ///   - validation: rows to judge each epoch by, without dropout.
  ///   - configuration: epochs, batches, seeds, reasons to stop.
  ///   - hooks: what to call on the way.
  /// - Throws: `LearningError` before the first step, when something does not go together.
  public func fit(
    _ state: TrainingState, on data: TrainingData, validation: TrainingData? = nil,
    configuration: TrainingConfiguration = TrainingConfiguration(), hooks: FitHooks = FitHooks()
  ) throws -> FitResult {
    try configuration.check()
    let fitted = Trainer(
      network: network, objective: try objective.fitted(to: data.target), optimizer: optimizer,
      schedule: schedule, pool: pool)
    let run = try timed("checking rows") {
      try TrainingRun(
        fitted, state, data: data, validation: validation, configuration: configuration,
        hooks: hooks)
    }
    return try run.finish()
  }
}

extension TrainingConfiguration {
  /// Refuses numbers that make no sense.
  func check() throws {
    guard epochs >= 0 else {
      throw LearningError.badConfiguration("epochs", allowed: "0 or more", found: "\(epochs)")
    }
    if let batch, batch < 1 {
      throw LearningError.badConfiguration("batch", allowed: "at least 1", found: "\(batch)")
    }
    if let tolerance, !(tolerance >= 0) {
      throw LearningError.badConfiguration(
        "tolerance", allowed: "0 or more", found: plain(tolerance))
    }
  }
}
