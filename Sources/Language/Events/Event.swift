/// Something that happened while a program ran.
///
/// Verbs print nothing: they emit events, and the terminal, `--json`, the journal and the report's
/// transcript are renderers of that stream.
public enum Event: Sendable {
  /// A cell began: its number and its source text.
  case cellBegan(number: Int, source: String)
  /// A prose cell, in Markdown.
  case prose(String)
  /// Printed text; may hold several lines.
  case text(String)
  /// A table.
  case table(Table)
  /// An epoch of a fit ended.
  case epoch(EpochEvent)
  /// A fit ended.
  case fit(FitEvent)
  /// A part was evaluated.
  case evaluate(EvaluateEvent)
  /// Given predictions were scored; the same fields as an evaluation.
  case score(EvaluateEvent)
  /// Checks were run.
  case check(CheckEvent)
  /// The compiled steps of a piece of work.
  case plan(PlanEvent)
  /// A statement was timed.
  case time(TimeEvent)
  /// A figure was written to a path.
  case figure(path: String)
  /// A report was written to a path.
  case report(path: String)
  /// Something worth saying in passing.
  case notice(String)
  /// Something that is probably a mistake.
  case warning(String)
  /// The value of an expression statement.
  case value(Value)
  /// A mistake; `.cellEnded` follows.
  case error(Diagnostic)
  /// A cell ended.
  case cellEnded(number: Int)
}

/// A named number, in an order that matters.
public struct NamedNumber: Sendable, Equatable {
  /// Its name.
  public let name: String

  /// The number.
  public let value: Double

  /// A named number.
  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}

/// The end of one epoch.
public struct EpochEvent: Sendable, Equatable {
  /// The run's name.
  public var run: String
  /// The epoch, from 1, counted over all fits that continue the run.
  public var epoch: Int
  /// The last epoch planned.
  public var epochs: Int
  /// The data loss, penalties apart.
  public var loss: Double
  /// The penalties' sum.
  public var penalty: Double
  /// The validation part's loss, if there is such a part.
  public var validationLoss: Double?
  /// Training time of this epoch alone.
  public var seconds: Double
  /// Further metrics, in order.
  public var metrics: [NamedNumber]
  /// The learning rate of its last step.
  public var learningRate: Double?
  /// Seconds likely to be left in this fit.
  public var secondsLeft: Double?

  /// Describes an epoch.
  public init(
    run: String, epoch: Int, epochs: Int, loss: Double, penalty: Double,
    validationLoss: Double? = nil, seconds: Double, metrics: [NamedNumber] = [],
    learningRate: Double? = nil, secondsLeft: Double? = nil
  ) {
    self.run = run
    self.epoch = epoch
    self.epochs = epochs
    self.loss = loss
    self.penalty = penalty
    self.validationLoss = validationLoss
    self.seconds = seconds
    self.metrics = metrics
    self.learningRate = learningRate
    self.secondsLeft = secondsLeft
  }
}

/// The end of a fit.
public struct FitEvent: Sendable, Equatable {
  /// The run's name.
  public var run: String
  /// Epochs done.
  public var epochs: Int
  /// Why it ended: "epochs", "converged", "early stopping", "interrupted", ...
  public var reason: String
  /// The epoch whose weights were kept, if that is not the last.
  public var bestEpoch: Int?
  /// Training time.
  public var seconds: Double
  /// The data loss of the epoch kept, penalties apart; nil without an epoch.
  public var loss: Double?
  /// The penalties' sum then.
  public var penalty: Double?
  /// The validation part's loss then, if there is such a part.
  public var validationLoss: Double?

  /// Describes a fit.
  public init(
    run: String, epochs: Int, reason: String, bestEpoch: Int? = nil, seconds: Double,
    loss: Double? = nil, penalty: Double? = nil, validationLoss: Double? = nil
  ) {
    self.run = run
    self.epochs = epochs
    self.reason = reason
    self.bestEpoch = bestEpoch
    self.seconds = seconds
    self.loss = loss
    self.penalty = penalty
    self.validationLoss = validationLoss
  }
}

/// Metrics of a part, or of given predictions.
public struct EvaluateEvent: Sendable, Equatable {
  /// "train", "validation", "test", or what the predictions are called.
  public var part: String
  /// How many rows were judged.
  public var rows: Int
  /// The metrics in order.
  public var metrics: [NamedNumber]

  /// Describes an evaluation.
  public init(part: String, rows: Int, metrics: [NamedNumber]) {
    self.part = part
    self.rows = rows
    self.metrics = metrics
  }
}
