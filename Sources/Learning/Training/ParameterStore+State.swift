import Graphs
import Tensors

extension ParameterStore {
  /// Fills the store from a state.
  ///
  /// What an optimizer of the same name kept is taken over, array by array; another optimizer
  /// starts from nothing, and so does another schedule.
  func load(
    _ state: TrainingState, for trainer: Trainer
  ) throws -> TrainingRun.Counters {
    let optimizer = trainer.optimizer
    try trainer.objective.fill(self, for: trainer.network, from: state.weights)
    try begin(optimizer.slots)
    var taken = 0
    if state.optimizerName == optimizer.name {
      for (name, shape) in states {
        guard let kept = state.optimizerState[name], kept.shape == shape else { continue }
        try set(name, kept)
        taken += 1
      }
    }
    let goesOn =
      state.optimizerName == optimizer.name && (taken > 0 || optimizer.slots.isEmpty)
    return TrainingRun.Counters(
      optimizerSteps: goesOn ? state.optimizerSteps : 0, steps: state.steps, epochs: state.epochs,
      schedule: state.schedule.continued(under: trainer.schedule))
  }

  /// Fills what an optimizer keeps with what it starts from.
  private func begin(_ slots: [OptimizerSlot]) throws {
    for slot in slots where slot.start != 0 {
      for (name, shape) in states where name.hasPrefix("\(slot.name)/") {
        try set(
          name,
          Tensor(shape: shape, values: Array(repeating: Float(slot.start), count: shape.count)))
      }
    }
  }

  /// Sets the learned arrays.
  func fill(_ parameters: [NetworkParameter], from weights: [String: Tensor]) throws {
    for parameter in parameters {
      guard let tensor = weights[parameter.name] else { continue }
      try set(parameter.name, tensor)
    }
  }

  /// The contents of the store as a state.
  func unload(
    network: Network, optimizer: OptimizerSpecification, counters: TrainingRun.Counters
  ) throws -> TrainingState {
    var state = TrainingState(weights: [:])
    for (name, _) in parameters { state.weights[name] = try tensor(name) }
    for (name, _) in states { state.optimizerState[name] = try tensor(name) }
    state.optimizerName = optimizer.name
    state.optimizerSteps = counters.optimizerSteps
    state.schedule = counters.schedule
    state.steps = counters.steps
    state.epochs = counters.epochs
    return state
  }

  /// Whether no parameter is infinite or no number at all.
  var isFinite: Bool { firstNotFinite == nil }

  /// The first parameter with an element that is not finite, and that element.
  var firstNotFinite: (name: String, value: Float)? {
    for (name, _) in parameters {
      guard let tensor = try? tensor(name), !tensor.isFinite else { continue }
      return (name, tensor.values.first { !$0.isFinite } ?? .nan)
    }
    return nil
  }
}
