import Language
import Learning

/// One fit, or several that continued one another under one name: what was set, how it went, what
/// came out.
public struct Run: Sendable {
  /// Its name.
  public let name: String
  /// What was in force.
  public var settings: RunSettings
  /// Every epoch.
  public var history: [EpochReport] = []
  /// Why it ended.
  public var reason: StopReason = .epochs
  /// The epoch whose weights were kept, if that is not the last.
  public var bestEpoch: Int?
  /// Training time.
  public var seconds: Double = 0
  /// The number of the comparison it was trained for beside the session's own weights, counted from
  /// 1; nil for a fit.
  public var comparison: Int?
  /// Rows to train on whose label sequences no alignment fits into their inputs; nil where the loss
  /// is none on sequences.
  public var infeasibleRows: Int?
}

/// The settings a run was made with, as they would be typed.
public struct RunSettings: Sendable, Equatable {
  /// The data set's name.
  public var data: String
  /// The layers.
  public var model: String
  /// The number of weights and biases.
  public var parameters: Int
  /// The loss.
  public var loss: String
  /// The formulas of losses of the user's own in it; empty without any.
  public var formula: String
  /// The penalties; empty without any.
  public var penalties: String
  /// The optimizer.
  public var optimizer: String
  /// What changed the rows trained on; empty without any.
  public var augmentations: String
  /// The learning-rate schedule; empty without one.
  public var schedule: String
  /// Rows a step; nil: all.
  public var batch: Int?
  /// The seed.
  public var seed: UInt64

  /// Names and values in order, for tables.
  public var fields: [(name: String, value: String)] {
    [
      ("data", data), ("augmentations", augmentations.isEmpty ? "none" : augmentations),
      ("model", model), ("parameters", "\(parameters)"), ("loss", loss),
      ("formula", formula.isEmpty ? "none" : formula),
      ("penalties", penalties.isEmpty ? "none" : penalties), ("optimizer", optimizer),
      ("schedule", schedule.isEmpty ? "none" : schedule),
      ("batch", batch.map { "\($0)" } ?? "all rows"), ("seed", "\(seed)"),
    ]
  }
}
