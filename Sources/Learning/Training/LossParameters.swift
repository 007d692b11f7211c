import Graphs
import Tensors

/// A learned array of a loss with the name and shape it has in a fit.
struct LossParameter {
  /// The name in the store and in checkpoints: `loss.alpha`.
  let name: String
  /// Its dimensions.
  let shape: Shape
  /// Its declaration.
  let parameter: LearnedParameter

  /// The numbers it starts from.
  var start: Tensor {
    Tensor(shape: shape, values: Array(repeating: Float(parameter.initial), count: shape.count))
  }
}

/// A learned array of a loss as people read it: `alpha` with one number for each output.
public struct LossParameterValue: Sendable, Equatable {
  /// The name as the formula has it.
  public let name: String
  /// The numbers the formula speaks of.
  public let values: [Double]

  /// A named array.
  public init(_ name: String, _ values: [Double]) {
    self.name = name
    self.values = values
  }
}

extension LossSpecification {
  /// What the names of the learned arrays of a loss begin with among the weights.
  public static let parameterPrefix = "loss."

  /// The arrays the loss learns with a network.
  func parameters(of network: Network) -> [LossParameter] {
    let columns = network.outputShape.dimensions.last ?? 1
    return definition.learned(options).map { parameter in
      LossParameter(
        name: Self.parameterPrefix + parameter.name, shape: parameter.shape(columns),
        parameter: parameter)
    }
  }

  /// The learned arrays of the loss among the weights, as people read them.
  ///
  /// An array that has not been trained yet has the numbers it starts from.
  public func learnedValues(
    of network: Network, weights: [String: Tensor]
  ) -> [LossParameterValue] {
    parameters(of: network).map { learned in
      let tensor = weights[learned.name].flatMap { $0.shape == learned.shape ? $0 : nil }
      return LossParameterValue(
        learned.parameter.name,
        (tensor ?? learned.start).values.map { learned.parameter.shown(Double($0)) })
    }
  }

  /// How many numbers the loss learns with a network.
  public func parameterCount(of network: Network) -> Int {
    parameters(of: network).map(\.shape.count).reduce(0, +)
  }

  /// One leaf for each number that changes from epoch to epoch, by its name in the formula.
  func scheduledLeaves() -> [String: Expression] {
    Dictionary(
      uniqueKeysWithValues: definition.scheduled(options).map {
        ($0.name, .scalar(Self.parameterPrefix + $0.name))
      })
  }

  /// Sets the numbers of an epoch, counted from 0, for the following runs of a plan.
  func setScheduled(epoch: Int, in plan: Plan) {
    for number in definition.scheduled(options) {
      plan.setScalar(Self.parameterPrefix + number.name, number.value(epoch))
    }
  }
}
