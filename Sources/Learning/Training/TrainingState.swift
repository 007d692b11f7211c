import Tensors

/// Everything a fit changes, as a value: keep a copy and the fit is undone, hand it to another fit
/// and that goes on where this one stopped, bit for bit.
public struct TrainingState: Sendable {
  /// The learned arrays by name.
  public var weights: [String: Tensor]
  /// What the optimizer keeps, by `optimizer name / array name`, such as `m/0.weight`.
  public var optimizerState: [String: Tensor]
  /// The optimizer that `optimizerState` belongs to.
  public var optimizerName: String?
  /// Steps taken by that optimizer.
  public var optimizerSteps: Int
  /// How far the learning-rate schedule has come.
  public var schedule: SchedulePosition
  /// Steps taken in all.
  public var steps: Int
  /// Epochs taken in all.
  public var epochs: Int

  /// A state with nothing but weights, fresh or read from a file.
  public init(weights: [String: Tensor]) {
    self.weights = weights
    optimizerState = [:]
    optimizerName = nil
    optimizerSteps = 0
    schedule = SchedulePosition()
    steps = 0
    epochs = 0
  }

  /// The state of an untrained network.
  public init(_ network: Network, seed: UInt64) {
    self.init(weights: network.initialWeights(seed: seed))
  }
}

extension TrainingState {
  /// The state after the network was edited: layers that stayed keep their weights and what the
  /// optimizer knew of them, new ones are fresh.
  public func moved(from former: Network, to network: Network, seed: UInt64) -> TrainingState {
    var moved = self
    moved.weights = network.initialWeights(seed: seed).merging(
      network.carry(weights, from: former)
    ) { _, kept in kept }
    for (name, array) in weights where name.hasPrefix(LossSpecification.parameterPrefix) {
      moved.weights[name] = array
    }
    moved.optimizerState = optimizerState.filter {
      $0.key.arrayName.hasPrefix(LossSpecification.parameterPrefix)
    }
    for slot in Set(optimizerState.keys.map(\.slot)) {
      let arrays = optimizerState.filter { $0.key.slot == slot }
      let byName = Dictionary(uniqueKeysWithValues: arrays.map { ($0.key.arrayName, $0.value) })
      for (name, array) in network.carry(byName, from: former) {
        moved.optimizerState["\(slot)/\(name)"] = array
      }
    }
    return moved
  }
}

extension TrainingState {
  /// The state for another loss: what the former one learned is forgotten.
  public func withoutLossParameters() -> TrainingState {
    var state = self
    let prefix = LossSpecification.parameterPrefix
    state.weights = weights.filter { !$0.key.hasPrefix(prefix) }
    state.optimizerState = optimizerState.filter { !$0.key.arrayName.hasPrefix(prefix) }
    return state
  }
}

extension String {
  /// What stands before the first stroke: `m` of `m/0.weight`.
  fileprivate var slot: String { String(prefix { $0 != "/" }) }

  /// What stands behind the first stroke.
  fileprivate var arrayName: String { String(drop { $0 != "/" }.dropFirst()) }
}
