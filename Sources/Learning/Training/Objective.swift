import Graphs
import Tensors

/// What a fit makes small: a loss on the data plus penalties on the weights.
public struct Objective: Sendable, Equatable {
  /// The loss.
  public var loss: LossSpecification
  /// The penalties, reported apart from the loss.
  public var penalties: [PenaltySpecification]

  /// A loss with penalties.
  public init(loss: LossSpecification, penalties: [PenaltySpecification] = []) {
    self.loss = loss
    self.penalties = penalties
  }
}

/// An objective and a network as one graph over a batch.
struct ObjectiveGraph {
  /// The leaves of the learned arrays, by name.
  let parameters: [String: Expression]
  /// The outputs of the network, [n, k].
  let prediction: Expression
  /// The mean loss of the batch, a scalar.
  let loss: Expression
  /// What the mean divided by; nil: the number of values, always the same.
  let divisor: Expression?
  /// The sum of the penalties, a scalar; nil when there are none.
  let penalty: Expression?

  /// Loss plus penalties, what gradients are taken of.
  func total() throws -> Expression {
    guard let penalty else { return loss }
    return try loss + penalty
  }
}

/// The names under which a batch is fed.
enum BatchInput {
  static let features = "features"
  static let targets = "targets"
  static let rowWeights = "row weights"
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
    let prediction = try network.outputs(
      of: features, parameters: leaves, isTraining: isTraining)
    let terms = try loss.definition.terms(
      LossInputs(
        prediction: prediction, target: target.expression(rows: rows), options: loss.options,
        classes: target.classes))
    let weights =
      target.rowWeights == nil
      ? nil : Expression.input(BatchInput.rowWeights, [rows])
    let means = try terms.means(rowWeights: weights)
    return ObjectiveGraph(
      parameters: leaves, prediction: prediction,
      loss: try means.map(\.contribution).reduceSum() ?? .constant(0),
      divisor: means.count == 1 ? means[0].divisor : nil,
      penalty: try penalty(of: network, parameters: leaves))
  }

  /// The sum of the penalties over the weight matrices, nil when there are none.
  func penalty(
    of network: Network, parameters leaves: [String: Expression]
  ) throws -> Expression? {
    let weights = network.parameters.filter(\.isWeight).compactMap { leaves[$0.name] }
    return try penalties.compactMap { try $0.cost(of: weights) }.reduceSum()
  }
}
