import Graphs
import Tensors

/// One array that a fit learns: of the network or of the loss.
struct TrainedParameter {
  /// The name in the store.
  let name: String
  /// Its dimensions.
  let shape: Shape
  /// Whether it belongs to the loss.
  let isOfLoss: Bool
  /// Whether it is a table whose rows are looked up.
  var isTable = false
}

extension Objective {
  /// Everything a fit of a network learns: its weights, then what the loss learns.
  func trainedParameters(of network: Network) -> [TrainedParameter] {
    network.parameters.filter(\.isTrained).map {
      TrainedParameter(name: $0.name, shape: $0.shape, isOfLoss: false, isTable: $0.isTable)
    }
      + loss.parameters(of: network).map {
        TrainedParameter(name: $0.name, shape: $0.shape, isOfLoss: true)
      }
  }

  /// A store for everything a fit learns, for what an optimizer keeps of each, and for what layers
  /// keep themselves.
  func store(for network: Network, slots: [OptimizerSlot] = []) throws -> ParameterStore {
    let parameters = trainedParameters(of: network)
    let kept = network.parameters.filter { !$0.isTrained }
    let tables = parameters.filter(\.isTable).flatMap { table in
      [table.name] + slots.map { OptimizerSpecification.stateName($0, table.name) }
    }
    return try ParameterStore(
      parameters: parameters.map { ($0.name, $0.shape) } + kept.map { ($0.name, $0.shape) },
      states: slots.flatMap { slot in
        parameters.map { (OptimizerSpecification.stateName(slot, $0.name), $0.shape) }
      }, rowMajor: Set(tables))
  }

  /// Fills a store: weights as given, learned arrays of the loss as given or as they start.
  func fill(_ store: ParameterStore, for network: Network, from weights: [String: Tensor]) throws {
    try store.fill(network.parameters, from: weights)
    for learned in loss.parameters(of: network) {
      let known = weights[learned.name].flatMap { $0.shape == learned.shape ? $0 : nil }
      try store.set(learned.name, known ?? learned.start)
    }
  }
}

extension Network {
  /// A store for the weights alone.
  func store() throws -> ParameterStore {
    try ParameterStore(
      parameters: parameters.map { ($0.name, $0.shape) },
      rowMajor: Set(parameters.filter(\.isTable).map(\.name)))
  }
}
