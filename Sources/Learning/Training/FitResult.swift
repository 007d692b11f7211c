import Tensors

/// One number a fit's caller measures on the validation part after each epoch.
public struct EpochMetric: Sendable, Equatable {
  /// The name: `accuracy`.
  public let name: String
  /// The value.
  public let value: Double
  /// Whether larger is better.
  public let largerIsBetter: Bool

  /// A measured number.
  public init(_ name: String, _ value: Double, largerIsBetter: Bool = true) {
    self.name = name
    self.value = value
    self.largerIsBetter = largerIsBetter
  }
}

/// What one epoch came to.
public struct EpochReport: Sendable, Equatable {
  /// The number of the epoch, counted from 1 over all fits of the state.
  public let epoch: Int
  /// The mean loss over the rows as seen while training, penalties left out.
  public let dataLoss: Double
  /// The mean of the penalties as seen while training; 0 without penalties.
  public let penalty: Double
  /// The mean loss over the validation part after the epoch, without dropout and penalties.
  public let validationLoss: Double?
  /// What the caller measured on the validation part.
  public let metrics: [EpochMetric]
  /// The learning rate of the last step of the epoch.
  public let learningRate: Double
  /// Training time of the epoch alone.
  public let seconds: Double
  /// The mean of each part of a sum of losses as seen while training, before its factor.
  public var parts: [LossPartValue] = []
  /// What the loss learns, as it was after the epoch.
  public var lossParameters: [LossParameterValue] = []
}

/// Why a fit ended.
public enum FitEnd: Sendable, Equatable {
  /// All epochs were taken.
  case epochs
  /// The objective stopped falling.
  case converged
  /// The watched number stopped getting better.
  case earlyStopping
  /// It was asked to stop.
  case interrupted
  /// A number became infinite or no number at all; the error says where, and the weights are the
  /// last good ones.
  case diverged(LearningError)
}

/// What a fit came to.
public struct FitResult: Sendable {
  /// The state to go on from.
  public let state: TrainingState
  /// One report per whole epoch of this fit.
  public let history: [EpochReport]
  /// Why it ended.
  public let reason: FitEnd
  /// The epoch the weights are from when they were restored by early stopping.
  public let bestEpoch: Int?
  /// Training time in all, validation left out.
  public let seconds: Double
}

/// Whether a fit goes on.
public enum Continuation: Sendable {
  /// Take the next epoch.
  case proceed
  /// End now and keep everything.
  case stop
}

/// What a fit calls while it runs, on the thread that called it.
public struct FitHooks {
  /// Called after every epoch.
  public var onEpoch: (EpochReport) -> Continuation
  /// Asked after every step.
  public var isInterrupted: () -> Bool
  /// Measures the predictions for the validation part after every epoch.
  public var measure: ((Tensor) throws -> [EpochMetric])?

  /// Hooks that change nothing unless given.
  public init(
    onEpoch: @escaping (EpochReport) -> Continuation = { _ in .proceed },
    isInterrupted: @escaping () -> Bool = { false },
    measure: ((Tensor) throws -> [EpochMetric])? = nil
  ) {
    self.onEpoch = onEpoch
    self.isInterrupted = isInterrupted
    self.measure = measure
  }
}
