import DataSources
import Language
import Learning
import Tensors

/// Everything a notebook knows: a value that each statement maps to the next.
///
/// Data, weights and runs are copy-on-write inside, so a copy costs next to nothing and taking a
/// statement back is keeping the copy from before it.
public struct Session: InterpreterSession {
  /// Variables, functions and past values.
  public var scope = Scope()

  /// What was typed and what came of it.
  public let transcript = Transcript()

  /// Decides first weights, the order of rows, what dropout drops and what augmentations do.
  public var seed: UInt64 = 0

  /// The data.
  var data: Dataset?

  /// What is done to the features, in order; fitted on the training part when a fit begins.
  var preparation = Preparation()

  /// Matrices made from the data so far.
  var cache: PreparedCache?

  /// The layers.
  var network: NetworkSpecification?

  /// The loss.
  var loss: LossSpecification?

  /// Losses whose formulas were typed, in the order defined.
  var ownLosses: [OwnLoss] = []

  /// The penalties, in the order added.
  var penalties: [PenaltySpecification] = []

  /// The optimizer.
  var optimizer: OptimizerSpecification?

  /// How the learning rate goes; nil: it stays the optimizer's.
  var schedule: Schedule?

  /// What is measured of a model.
  var metrics = MetricChoice()

  /// What changes the rows a model trains on, in the order given.
  var augmentations: [AugmentationSpecification] = []

  /// Early stopping, if it was added.
  var earlyStopping: Specification<CallbackDefinition>?

  /// The weights with all they belong to; nil before the first fit and after a reset.
  var trained: TrainedModel?

  /// Fits so far, oldest first.
  var runs: [Run] = []

  /// The predictions from elsewhere that were judged last.
  var scored: ScoredPredictions?

  /// The latest judgement of each part with the weights in force.
  var evaluations: [Part: Judgement] = [:]

  /// An empty session.
  ///
  /// - Parameter arguments: what followed the script's name; scripts read it as `arguments`.
  public init(arguments: [String] = []) {
    scope.variables["arguments"] = .list(arguments.map(Value.text))
  }
}

/// A network with its weights, and how rows must be prepared for it.
struct TrainedModel: Sendable {
  /// The layers fitted to the rows.
  var network: Network
  /// Weights and the optimizer's memory.
  var state: TrainingState
  /// How rows are prepared, fitted on the training part.
  var preparation: FittedPreparation
  /// The names of the classes, in the order of the outputs; empty for numbers.
  var classes: [String]
}
