import Graphs
import Tensors

/// What a fit makes small: a loss on the data plus penalties on the weights.
public struct Objective: Sendable, Equatable {
  /// The loss.
  public var loss: LossSpecification
  /// The penalties, reported apart from the loss.
  public var penalties: [PenaltySpecification]
  /// Whether a step follows the gradient of the mean over the rows of its batch or of their sum.
  ///
  /// What is reported is the mean in either case, so that fits can be compared.
  public var reduction: BatchReduction

  /// A loss with penalties.
  public init(
    loss: LossSpecification, penalties: [PenaltySpecification] = [],
    reduction: BatchReduction = .mean
  ) {
    self.loss = loss
    self.penalties = penalties
    self.reduction = reduction
  }
}

extension Objective {
  /// The objective with class weights that follow from the rows of the training part.
  ///
  /// - Throws: `LearningError.wrongTarget` when they should and the targets are no classes.
  public func fitted(to training: TrainingTarget) throws -> Objective {
    var fitted = self
    fitted.loss = try loss.fitted(to: training)
    return fitted
  }
}

/// What a step of a fit follows.
public enum BatchReduction: String, Sendable, CaseIterable {
  /// The weighted mean of the batch.
  case mean
  /// The weighted sum of the batch: the step grows with the batch.
  case sum
}

/// An objective and a network as one graph over a batch.
struct ObjectiveGraph {
  /// The leaves of the learned arrays of network and loss, by name.
  let parameters: [String: Expression]
  /// The outputs of every layer of the network, first to last.
  let layerOutputs: [Expression]
  /// The outputs of the network, [n, k].
  let prediction: Expression
  /// The loss before its reduction.
  let terms: LossTerms
  /// The mean of each part of the loss.
  let means: [WeightedMean]
  /// The mean loss of the batch, a scalar.
  let loss: Expression
  /// What gradients are taken of: the reduced loss plus the penalties.
  let total: Expression
  /// The sum of the penalties, a scalar; nil when there are none.
  let penalty: Expression?
  /// The arrays that layers keep themselves, with their values after a step of training.
  let kept: [(target: Expression, value: Expression)]

  /// What the mean divided by; nil: the number of values, always the same.
  ///
  /// The parts of a sum of losses each divide by their own number; their sum counts by rows.
  var divisor: Expression? { means.count == 1 ? means[0].divisor : nil }

  /// The names of the parts, empty for a loss of one part.
  var partNames: [String] { means.count > 1 ? means.map(\.name) : [] }
}

/// The names under which a batch is fed.
enum BatchInput {
  static let features = "features"
  static let targets = "targets"
  static let rowWeights = "row weights"

  /// A further array of the loss.
  static func extra(_ name: String) -> String { "extra \(name)" }
}

extension Objective {
  /// Builds the graph for batches of `rows` rows.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - target: the prepared targets; only their kind and width matter.
  ///   - isTraining: whether dropout drops.
  func graph(
    network: Network, target: PreparedTarget, rows: Int, isTraining: Bool
  ) throws -> ObjectiveGraph {
    let features = Expression.input(
      BatchInput.features, Shape([rows] + network.inputShape.dimensions))
    let leaves = network.parameterLeaves()
    let learned = loss.parameters(of: network)
    let learnedLeaves = learned.map { Expression.parameter($0.name, $0.shape) }
    var extras = target.extraLeaves(rows: rows)
    let built = try network.graph(
      of: features, parameters: leaves,
      lengths: try extras[TrainingData.lengthsName].map { try reshape($0, to: [rows]) },
      isTraining: isTraining)
    extras[TrainingData.lengthsName] = built.lengths
    let prediction = built.layerOutputs.last ?? features
    let terms = try loss.definition.terms(
      LossInputs(
        prediction: prediction, target: target.expression(rows: rows), options: loss.options,
        classes: target.classes, extras: extras,
        learned: Dictionary(
          uniqueKeysWithValues: zip(learned.map(\.parameter.name), learnedLeaves)),
        scheduled: loss.scheduledLeaves()))
    let weights =
      target.rowWeights == nil
      ? nil : Expression.input(BatchInput.rowWeights, [rows])
    let means = try terms.means(rowWeights: weights)
    let mean = try means.map(\.contribution).reduceSum() ?? .constant(0)
    let reduced = reduction == .mean ? mean : try Reduction.sum.apply(terms, rowWeights: weights)
    let penalty = try penalty(of: network, parameters: leaves)
    return ObjectiveGraph(
      parameters: leaves.merging(zip(learned.map(\.name), learnedLeaves)) { leaf, _ in leaf },
      layerOutputs: built.layerOutputs, prediction: prediction, terms: terms, means: means,
      loss: mean,
      total: try penalty.map { try reduced + $0 } ?? reduced, penalty: penalty,
      kept: built.updates.map { ($0.target, $0.value) })
  }

  /// The sum of the penalties over the weight matrices, nil when there are none.
  func penalty(
    of network: Network, parameters leaves: [String: Expression]
  ) throws -> Expression? {
    let weights = network.parameters.filter(\.isWeight).compactMap { leaves[$0.name] }
    return try penalties.compactMap { try $0.cost(of: weights) }.reduceSum()
  }
}
